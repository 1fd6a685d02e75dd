package app.driftless.core.internal.render;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Subscription;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.render.RenderProblem;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs a program once, without a shell, with an environment of its own that leads nowhere: an empty home, no PATH, a
/// proxy that answers nothing. It is ended when it takes too long, writes too much, or nobody wants it any more.
final class BoundedProcess {
    static final Duration LONGEST = Duration.ofSeconds(60);
    static final long LARGEST = 64L << 20;
    private static final int MOST_ERRORS = 64 << 10;
    private static final int POLL_MILLIS = 15;
    private static final String NOWHERE = "http://127.0.0.1:9";

    private final List<String> command;
    private final RenderFolder folder;
    private final CancelToken cancel;
    private final Duration longest;
    private final long largest;

    /// @param output what it printed
    /// @param errors the start of what it wrote to its error stream, without the temporary folder's name
    record Answer(int exitCode, byte[] output, String errors) {}

    BoundedProcess(List<String> command, RenderFolder folder, CancelToken cancel) {
        this(command, folder, cancel, LONGEST, LARGEST);
    }

    BoundedProcess(List<String> command, RenderFolder folder, CancelToken cancel, Duration longest, long largest) {
        this.command = command;
        this.folder = folder;
        this.cancel = cancel;
        this.longest = longest;
        this.largest = largest;
    }

    /// @throws EngineException if it could not be started, took too long or wrote too much
    Answer run() {
        Path output = folder.path().resolve("output");
        Path errors = folder.path().resolve("errors");
        try {
            Process process = start(output, errors);
            try (Subscription _ = cancel.onCancel(() -> end(process))) {
                await(process, output, errors);
            } finally {
                end(process);
            }
            cancel.throwIfCancelled();
            return new Answer(process.exitValue(), Files.readAllBytes(output), head(errors));
        } catch (IOException e) {
            throw new EngineException(
                    Problem.of(RenderProblem.PROGRAM_FAILED, String.join(" ", command), "", "-")
                            .causedBy(e),
                    e);
        }
    }

    private Process start(Path output, Path errors) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(folder.path().toFile())
                .redirectInput(new File(File.separatorChar == '\\' ? "NUL" : "/dev/null"))
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        Map<String, String> environment = builder.environment();
        String systemRoot = environment.get("SystemRoot");
        environment.clear();
        if (systemRoot != null) {
            // Without it Windows loads no library.
            environment.put("SystemRoot", systemRoot);
        }
        String home = folder.home().toString();
        for (String name : List.of(
                "HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "TMPDIR", "TEMP", "TMP")) {
            environment.put(name, home);
        }
        environment.put("PATH", "");
        environment.put("LANG", "C");
        environment.put("KUBECONFIG", folder.home().resolve("none").toString());
        for (String name : List.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy")) {
            environment.put(name, NOWHERE);
        }
        return builder.start();
    }

    private void await(Process process, Path output, Path errors) throws IOException {
        long end = System.nanoTime() + longest.toNanos();
        try {
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                checkSize(output, errors);
                if (System.nanoTime() > end) {
                    throw problem(RenderProblem.TOO_SLOW, Long.toString(longest.toSeconds()), head(errors));
                }
            }
            checkSize(output, errors);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancel.cancel();
        }
    }

    private void checkSize(Path output, Path errors) throws IOException {
        if (Files.size(output) > largest || Files.size(errors) > largest) {
            throw problem(RenderProblem.TOO_LARGE, Long.toString(largest >> 20), head(errors));
        }
    }

    private EngineException problem(RenderProblem code, String bound, String details) {
        return new EngineException(
                Problem.of(code, String.join(" ", command), bound).withDetails(details));
    }

    private String head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_ERRORS), StandardCharsets.UTF_8)
                    .replace(folder.path().resolve(RenderFolder.REPOSITORY) + "/", "")
                    .replace(folder.path().toString(), ".")
                    .strip();
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
