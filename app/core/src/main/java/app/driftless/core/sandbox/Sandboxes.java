package app.driftless.core.sandbox;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Signal;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.flow.Workers;
import app.driftless.core.internal.sandbox.Programs;
import app.driftless.core.internal.sandbox.Supervisor;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The sandbox clusters of this computer: real control planes without containers, on the loopback interface.
/// Thread-safe; calls block.
public final class Sandboxes implements AutoCloseable {
    private final Path folder;
    private final Programs programs;
    private final Workers workers;
    private final Map<String, SignalSource<SandboxState>> states = new ConcurrentHashMap<>();
    private final Map<String, Supervisor> attached = new ConcurrentHashMap<>();

    /// @param state the folder of the application's state; clusters live in its `sandbox`
    /// @param cache the folder of the application's cache; built programs live in its `sandbox`
    /// @param sources the Go module `app/sandbox`, from which the programs can be built; empty where it was not
    ///     shipped
    /// @param environment environment variables, for `DRIFTLESS_SANDBOX_BIN` and `PATH`
    public Sandboxes(Path state, Path cache, Optional<Path> sources, Map<String, String> environment, Workers workers) {
        this.folder = state.resolve("sandbox");
        this.programs = new Programs(cache.resolve("sandbox"), sources, environment);
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
        return programs.findOrBuild(progress, cancel);
    }

    /// The sandbox's `kubectl`, as a command to put arguments after; empty before the programs are there.
    public Optional<List<String>> kubectl() {
        return programs.find().map(path -> List.of(path.toString(), "kubectl"));
    }

    /// Starts a cluster, or goes on with the objects of a stopped or crashed one. One that runs already is left as it
    /// is.
    public SandboxState.Running start(SandboxSpec spec, Progress progress, CancelToken cancel) {
        Path executable = prepare(progress, cancel);
        SignalSource<SandboxState> state = source(spec.name());
        if (refreshed(spec.name()) instanceof SandboxState.Running running) {
            return running;
        }
        progress.begin(Message.of("sandbox", "progress.start", spec.name()), 3);
        state.set(new SandboxState.Starting("etcd"));
        try {
            var supervisor = new Supervisor(executable, data(spec.name()), spec);
            SandboxState.Running running = supervisor.start(
                    phase -> {
                        state.set(new SandboxState.Starting(phase));
                        progress.advance(1);
                    },
                    cancel);
            if (!spec.detached()) {
                attached.put(spec.name(), supervisor);
                workers.io("sandbox-" + spec.name(), () -> {
                    supervisor.awaitEnd();
                    attached.remove(spec.name(), supervisor);
                    state.set(new SandboxState.Stopped());
                });
            }
            state.set(running);
            return running;
        } catch (EngineException e) {
            state.set(cancel.isCancelled() ? new SandboxState.Stopped() : new SandboxState.Failed(e.problem()));
            throw e;
        }
    }

    /// Stops a cluster and waits until it is gone; its objects are kept. One that does not run is no error.
    public void stop(String name) {
        Supervisor own = attached.remove(name);
        if (own != null) {
            own.stop();
        } else {
            programs.find().ifPresent(executable -> Supervisor.stopDetached(executable, data(name)));
        }
        source(name).set(new SandboxState.Stopped());
    }

    /// What a cluster is doing, for this process's own ones as it happens; for others as of the last [#refresh].
    public Signal<SandboxState> state(String name) {
        return source(name);
    }

    /// Asks again whether a cluster runs, whoever started it.
    public SandboxState refresh(String name) {
        return refreshed(name);
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

    /// Where a cluster's kubeconfig is, running or not.
    public Path kubeconfig(String name) {
        return data(name).resolve("kubeconfig");
    }

    /// Ends this process's own clusters; detached ones live on.
    @Override
    public void close() {
        List.copyOf(attached.keySet()).forEach(this::stop);
    }

    private SandboxState refreshed(String name) {
        SandboxState state = programs.find()
                .<SandboxState>flatMap(executable -> Supervisor.running(executable, data(name)))
                .orElseGet(SandboxState.Stopped::new);
        if (!(source(name).get() instanceof SandboxState.Starting)) {
            source(name).set(state);
        }
        return state;
    }

    private SignalSource<SandboxState> source(String name) {
        return states.computeIfAbsent(name, _ -> new SignalSource<>(new SandboxState.Stopped()));
    }

    private Path data(String name) {
        return folder.resolve(name);
    }
}
