package app.driftless.core.internal.sandbox;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Subscription;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.sandbox.SandboxProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/// Builds the sandbox's Go module with the `go` of this computer. A cancel ends the running step.
final class GoBuild {
    private static final int KEPT_LINES = 40;
    private final Path go;
    private final Path module;
    private final CancelToken cancel;

    GoBuild(Path go, Path module, CancelToken cancel) {
        this.go = go;
        this.module = module;
        this.cancel = cancel;
    }

    void download() throws IOException {
        run(List.of("mod", "download"), _ -> {});
    }

    /// How many packages a build from nothing compiles.
    long countPackages() throws IOException {
        var count = new long[1];
        run(List.of("list", "-deps", "-f", "{{.ImportPath}}", "."), _ -> count[0]++);
        return count[0];
    }

    void compile(List<String> arguments, Path target, Progress progress) throws IOException {
        var command = new ArrayList<>(List.of("build", "-v"));
        command.addAll(arguments);
        command.addAll(List.of("-o", target.toString(), "."));
        run(command, _ -> progress.advance(1));
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
            cancel.throwIfCancelled();
            throw new IOException("Interrupted while building", e);
        }
    }

    /// The compilers that `go` started go with it.
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
