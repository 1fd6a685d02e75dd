package app.driftless.core.internal.sandbox;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Subscription;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import app.driftless.core.sandbox.SandboxProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Builds the sandbox's Go module with the `go` of this computer. A cancel ends the running step.
final class GoBuild {
    private static final int KEPT_LINES = 40;
    private final Path go;
    private final Path module;
    private final ModuleSources sources;
    private final CancelToken cancel;

    GoBuild(Path go, Path module, ModuleSources sources, CancelToken cancel) {
        this.go = go;
        this.module = module;
        this.sources = sources;
        this.cancel = cancel;
    }

    /// Which Go this is, where it says so.
    Optional<GoVersion> version() throws IOException {
        var said = new StringBuilder();
        run(List.of("env", "GOVERSION"), said::append);
        return GoVersion.parse(said.toString());
    }

    /// Leaves the executable at `target`, whole or not at all.
    void build(Path target, Progress progress) throws IOException {
        progress.begin(Message.of("sandbox", "progress.download"), sources.requirements());
        // -x names each archive once it has arrived; those that are there already are not named.
        run(List.of("mod", "download", "-x"), line -> {
            if (line.contains(".zip: 200")) {
                progress.advance(1);
            }
        });
        progress.begin(Message.of("sandbox", "progress.build"), countPackages());
        deleteLeftOvers(target);
        Path temporary = target.resolveSibling(
                target.getFileName() + "." + ProcessHandle.current().pid());
        try {
            var command = new ArrayList<>(List.of("build", "-v"));
            command.addAll(sources.arguments());
            command.addAll(List.of("-o", temporary.toString(), "."));
            run(command, _ -> progress.advance(1));
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /// What builds of processes left that were killed, 140 MB each.
    private static void deleteLeftOvers(Path target) throws IOException {
        String prefix = target.getFileName() + ".";
        try (Stream<Path> siblings = Files.list(target.toAbsolutePath().getParent())) {
            for (Path sibling : siblings.toList()) {
                String name = sibling.getFileName().toString();
                if (name.startsWith(prefix) && name.substring(prefix.length()).matches("\\d{1,18}")) {
                    long pid = Long.parseLong(name.substring(prefix.length()));
                    if (ProcessHandle.of(pid).isEmpty()) {
                        Files.delete(sibling);
                    }
                }
            }
        }
    }

    /// How many packages a build from nothing compiles.
    private long countPackages() throws IOException {
        var count = new AtomicLong();
        run(List.of("list", "-deps", "-f", "{{.ImportPath}}", "."), _ -> count.incrementAndGet());
        return count.get();
    }

    private void run(List<String> arguments, Consumer<String> line) throws IOException {
        cancel.throwIfCancelled();
        var command = new ArrayList<>(List.of(go.toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(module.toFile()).redirectErrorStream(true);
        builder.environment().put("CGO_ENABLED", "0");
        builder.environment().put("GOTOOLCHAIN", "local");
        Process process = builder.start();
        Deque<String> last = new ArrayDeque<>();
        try (Subscription _ = cancel.onCancel(() -> end(process));
                BufferedReader output = process.inputReader()) {
            for (String read = output.readLine(); read != null; read = output.readLine()) {
                line.accept(read);
                last.addLast(read);
                if (last.size() > KEPT_LINES) {
                    last.removeFirst();
                }
            }
            int exit = process.waitFor();
            cancel.throwIfCancelled();
            if (exit != 0) {
                throw new EngineException(Problem.of(SandboxProblem.BUILD_FAILED, module.toString())
                        .withDetails("go " + arguments.getFirst() + " exited with " + exit + "\n"
                                + String.join("\n", last)));
            }
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while building", e);
        } catch (IOException e) {
            // The pipe of a process that was ended may break instead of ending.
            cancel.throwIfCancelled();
            throw e;
        }
    }

    /// The compilers that `go` started go with it.
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
