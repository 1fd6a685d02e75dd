package app.driftless.core.sandbox;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Signal;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.flow.Workers;
import app.driftless.core.internal.sandbox.ClusterFolder;
import app.driftless.core.internal.sandbox.ClusterProgram;
import app.driftless.core.internal.sandbox.Programs;
import app.driftless.core.internal.sandbox.Supervisor;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// The sandbox clusters of this computer: real control planes without containers, on the loopback interface.
/// Thread-safe; calls block.
public final class Sandboxes implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    /// How the program names a server that did not come up.
    private static final String ENDED_AT_ONCE = "ended unexpectedly";
    private final Path folder;
    private final Programs programs;
    private final Workers workers;
    private final Map<String, SignalSource<SandboxState>> states = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> starting = new ConcurrentHashMap<>();
    /// The attached clusters of this process, and the launchers of detached ones that are not ready yet.
    private final Map<String, Supervisor> own = new ConcurrentHashMap<>();

    /// @param state the folder of the application's state; clusters live in its `sandbox`
    /// @param cache the folder of the application's cache; built programs live in its `sandbox`
    /// @param sources the Go module `app/sandbox` of a clone of the project, from which the programs are built;
    ///     else the copy inside this module serves
    /// @param environment environment variables, for `DRIFTLESS_SANDBOX_BIN`, `KUBEBUILDER_ASSETS` and `PATH`
    public Sandboxes(Path state, Path cache, Optional<Path> sources, Map<String, String> environment, Workers workers) {
        this.programs = new Programs(cache.resolve("sandbox"), sources, environment);
        this.folder = programs.clusters(state);
        this.workers = workers;
    }

    /// Whether the programs are there, so that [#prepare] has nothing to do.
    public boolean prepared() {
        return programs.find().isPresent();
    }

    /// Finds the programs or builds them, which takes minutes the first time.
    ///
    /// @return the executable
    public Path prepare(Progress progress, CancelToken cancel) {
        return programs.findOrBuild(progress, cancel).executable();
    }

    /// The sandbox's `kubectl`, as a command to put arguments after; empty before the programs are there.
    public Optional<List<String>> kubectl() {
        return programs.find().map(program -> List.of(program.executable().toString(), "kubectl"));
    }

    /// Starts a cluster, or goes on with the objects of a stopped or crashed one. One that runs already, or that
    /// another process is just starting, is left as it is and returned once it is ready.
    ///
    /// @throws java.util.concurrent.CancellationException if cancelled, or stopped by [#stop] meanwhile; nothing of
    ///     the cluster runs then
    public SandboxState.Running start(SandboxSpec spec, Progress progress, CancelToken cancel) {
        ClusterProgram program = programs.findOrBuild(progress, cancel);
        ReentrantLock alone = starting.computeIfAbsent(spec.name(), _ -> new ReentrantLock());
        alone.lock();
        try {
            SandboxState.Running running = runningElsewhere(
                            new ClusterFolder(program.executable(), data(spec.name())), cancel)
                    .orElseGet(() -> launchedAtLast(program, spec, progress, cancel));
            source(spec.name()).set(running);
            return running;
        } finally {
            alone.unlock();
        }
    }

    private static Optional<SandboxState.Running> runningElsewhere(ClusterFolder cluster, CancelToken cancel) {
        ClusterFolder.Look look = cluster.look();
        while (look.alive() && look.running().isEmpty()) {
            cancel.throwIfCancelled();
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            look = cluster.look();
        }
        return look.running();
    }

    /// A port that was free may be taken before a server listens on it; another start takes another port.
    private SandboxState.Running launchedAtLast(
            ClusterProgram program, SandboxSpec spec, Progress progress, CancelToken cancel) {
        try {
            return launched(program, spec, progress, cancel);
        } catch (EngineException e) {
            if (cancel.isCancelled() || !String.valueOf(e.problem().details()).contains(ENDED_AT_ONCE)) {
                throw e;
            }
            return launched(program, spec, progress, cancel);
        }
    }

    private SandboxState.Running launched(
            ClusterProgram program, SandboxSpec spec, Progress progress, CancelToken cancel) {
        String name = spec.name();
        SignalSource<SandboxState> state = source(name);
        progress.begin(
                Message.of("sandbox", "progress.start", name),
                program instanceof ClusterProgram.Whole && spec.controllers() ? 3 : 2);
        Supervisor supervisor = Supervisor.launch(program, data(name), spec);
        own.put(name, supervisor);
        state.set(new SandboxState.Starting("etcd"));
        try {
            SandboxState.Running running = supervisor.awaitReady(
                    phase -> {
                        state.set(new SandboxState.Starting(phase));
                        progress.advance(1);
                    },
                    cancel);
            if (spec.detached()) {
                own.remove(name, supervisor);
            } else {
                workers.io("sandbox-" + name, () -> ended(name, supervisor));
            }
            return running;
        } catch (EngineException e) {
            if (own.remove(name, supervisor)) {
                state.set(new SandboxState.Failed(e.problem()));
                throw e;
            }
            state.set(new SandboxState.Stopped());
            throw new CancellationException(name + " was stopped while it started");
        } catch (CancellationException e) {
            own.remove(name, supervisor);
            if (spec.detached()) {
                // Where a launcher can't pass the cancel on, its cluster is still there.
                new ClusterFolder(program.executable(), data(name)).stop();
            }
            state.set(new SandboxState.Stopped());
            throw e;
        }
    }

    private void ended(String name, Supervisor supervisor) {
        Optional<Problem> why = supervisor.awaitEnd();
        boolean unasked = own.remove(name, supervisor);
        source(name).set(unasked && why.isPresent() ? new SandboxState.Failed(why.get()) : new SandboxState.Stopped());
    }

    /// Stops a cluster and waits until it is gone; its objects are kept. One that does not run is no error.
    public void stop(String name) {
        Supervisor mine = own.remove(name);
        if (mine != null) {
            mine.stop();
        } else {
            programs.find().ifPresent(program -> new ClusterFolder(program.executable(), data(name)).stop());
        }
        source(name).set(new SandboxState.Stopped());
    }

    /// Stops a cluster and deletes all that it holds. One that is not there is no error.
    public void delete(String name) {
        stop(name);
        Path data = data(name);
        if (!Files.isDirectory(data)) {
            return;
        }
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new EngineException(
                    Problem.of(SandboxProblem.DELETE_FAILED, name, data.toString())
                            .causedBy(e),
                    e);
        }
    }

    /// What a cluster is doing, for this process's own ones as it happens; for others as of the last [#refresh].
    public Signal<SandboxState> state(String name) {
        return source(name);
    }

    /// Asks again whether a cluster runs, whoever started it. Why the last one failed stays until one runs.
    public SandboxState refresh(String name) {
        SandboxState seen = programs.find()
                .flatMap(program -> new ClusterFolder(program.executable(), data(name))
                        .look()
                        .running())
                .<SandboxState>map(running -> running)
                .orElseGet(SandboxState.Stopped::new);
        return source(name).update(before -> switch (before) {
            case SandboxState.Starting starting -> starting;
            case SandboxState.Failed failed -> seen instanceof SandboxState.Running ? seen : failed;
            case SandboxState.Running _, SandboxState.Stopped _ -> seen;
        });
    }

    /// The clusters that were ever started here.
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> Files.exists(child.resolve("state.json")))
                    .map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where a cluster's kubeconfig is or will be, running or not.
    public Path kubeconfig(String name) {
        return data(name).resolve("kubeconfig");
    }

    /// The same of a cluster that was started once.
    public Path existingKubeconfig(String name) {
        Path file = kubeconfig(name);
        if (!Files.exists(file)) {
            throw new EngineException(Problem.of(SandboxProblem.UNKNOWN, name));
        }
        return file;
    }

    /// Ends this process's own clusters; detached ones live on.
    @Override
    public void close() {
        List.copyOf(own.values()).forEach(Supervisor::release);
        List.copyOf(own.keySet()).forEach(this::stop);
    }

    private SignalSource<SandboxState> source(String name) {
        return states.computeIfAbsent(name, _ -> new SignalSource<>(new SandboxState.Stopped()));
    }

    private Path data(String name) {
        if (!SandboxSpec.isName(name)) {
            throw new EngineException(Problem.of(SandboxProblem.UNKNOWN, name));
        }
        return folder.resolve(name);
    }
}
