package app.driftless.testkit.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A running control plane of its own: etcd and kube-apiserver, with controllers and nodes where asked for. Ends with
/// the JVM, however that ends.
///
/// Tests use [#shared()] and a namespace of their own from [#namespace(String)]; who breaks the server starts one
/// with [#start].
public final class ControlPlane implements AutoCloseable {
    private static final int STARTS = 3;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Path data;
    private final String name;
    private final List<String> options;
    private @Nullable Process process;

    /// In MB. The server would begin another file at 100, and a full count of faults writes more than that.
    private static final String LONG_AUDIT = "--apiserver-arg=--audit-log-maxsize=100000";

    private static final class Shared {
        private static final ControlPlane BARE = start("shared", "--audit", LONG_AUDIT);
    }

    /// A holder of its own: the controllers' processes run only where a test needs them.
    private static final class Full {
        private static final ControlPlane PLANE = start("full", "--audit", LONG_AUDIT, "--controllers");
    }

    private ControlPlane(Path data, String name, List<String> options) {
        this.data = data;
        this.name = name;
        this.options = options;
    }

    /// The API server that the tests of this JVM share, without controllers, with an audit log.
    public static ControlPlane shared() {
        return Shared.BARE;
    }

    /// The same with controllers, scheduler and one node, on which pods become ready at once.
    public static ControlPlane withControllers() {
        return Full.PLANE;
    }

    /// Starts another one, with the options of `driftless-sandbox up`.
    public static ControlPlane start(String name, String... options) {
        try {
            var plane = new ControlPlane(Files.createTempDirectory("driftless-" + name), name, List.of(options));
            plane.run();
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(plane::discard));
            return plane;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path kubeconfig() {
        return data.resolve("kubeconfig");
    }

    public String context() {
        return "sandbox-" + name;
    }

    /// What the server does from now on; with `--audit` only, as the shared ones have.
    public AuditLog audit() {
        return new AuditLog(this);
    }

    /// Where the server records each request of others than its own parts; JSON lines, with `--audit` only.
    public Path auditLog() {
        return data.resolve("logs/audit.jsonl");
    }

    public String kubectl(String... arguments) {
        return SandboxProgram.kubectl(kubeconfig(), arguments);
    }

    /// The kubeconfig of another user, in these groups, without any right until something is bound to them.
    public Path user(String user, String... groups) {
        var command =
                new ArrayList<>(List.of(SandboxProgram.path().toString(), "user", "--data", data.toString(), user));
        command.addAll(List.of(groups));
        return Path.of(SandboxProgram.run(command).strip());
    }

    /// A new namespace whose name begins with `prefix`.
    public String namespace(String prefix) {
        String namespace = prefix.toLowerCase(Locale.ROOT) + "-" + NUMBER.incrementAndGet() + "-"
                + Long.toString(System.nanoTime(), 36);
        kubectl("create", "namespace", namespace);
        return namespace;
    }

    /// Stops the server; the objects stay, for [#restart()].
    public void stop() {
        Process running = process;
        process = null;
        if (running == null) {
            return;
        }
        try {
            running.getOutputStream().close();
            if (!running.waitFor(20, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (IOException e) {
            running.destroyForcibly();
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /// Starts it again: same address, same identity, same objects.
    public void restart() {
        stop();
        try {
            run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Stops kube-apiserver in the middle of whatever it does: connections stay, and nothing answers until [#thaw()].
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    /// Kills kube-apiserver without warning; [#restart()] starts it again over the same store.
    public void crash() {
        Process running = process;
        signal("KILL");
        try {
            if (running != null && !running.waitFor(20, TimeUnit.SECONDS)) {
                throw new AssertionError("The control plane goes on without its API server");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        process = null;
    }

    private void signal(String signal) {
        Process running = process;
        if (running == null) {
            throw new AssertionError("The control plane is not running");
        }
        long server = running.children()
                .filter(child -> child.info().commandLine().orElse("").contains(" kube-apiserver"))
                .findFirst()
                .orElseThrow()
                .pid();
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(server))
                    .inheritIO()
                    .start();
            if (kill.waitFor() != 0) {
                throw new AssertionError("No signal " + signal + " to " + server);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        discard();
    }

    /// A port that was free may be taken before a server listens on it: then another start takes another port.
    private void run() throws IOException {
        for (int i = 1; i < STARTS; i++) {
            try {
                launch();
                return;
            } catch (AssertionError e) {
                System.err.println(e.getMessage() + ". Once more.");
            }
        }
        launch();
    }

    private void launch() throws IOException {
        var command = new ArrayList<>(
                List.of(SandboxProgram.path().toString(), "up", "--data", data.toString(), "--name", name));
        command.addAll(options);
        Process started = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process = started;
        var output = new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains("\"ready\":true")) {
                return;
            }
            if (line.contains("\"error\"")) {
                throw new AssertionError("The control plane did not start: " + line);
            }
        }
        throw new AssertionError("The control plane ended while it started; its logs are in " + data);
    }

    private void discard() {
        stop();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // A left-over temporary folder is no reason to fail a test run that is over.
            data.toFile().deleteOnExit();
        }
    }
}
