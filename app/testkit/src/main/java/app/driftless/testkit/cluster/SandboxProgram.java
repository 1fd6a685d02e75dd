package app.driftless.testkit.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The sandbox's executable, built if it is missing (minutes, once for each computer).
public final class SandboxProgram {
    private SandboxProgram() {}

    /// The folder that holds `pom.xml` of the whole project.
    public static Path projectRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("app/sandbox"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("Tests run from within the project");
            }
        }
        return folder;
    }

    private static final class Found {
        private static final Path PATH = findOrBuild();
    }

    public static Path path() {
        return Found.PATH;
    }

    private static Path findOrBuild() {
        String folder = System.getenv("DRIFTLESS_SANDBOX_BIN");
        if (folder != null && !folder.isBlank()) {
            return Path.of(folder).resolve("driftless-sandbox");
        }
        String output =
                run(List.of(projectRoot().resolve("app/sandbox/build.sh").toString()));
        return Path.of(output.strip());
    }

    /// Runs kubectl of the sandbox and returns its output; fails the test on a non-zero exit.
    public static String kubectl(Path kubeconfig, String... arguments) {
        var command = new ArrayList<>(List.of(path().toString(), "kubectl", "--kubeconfig", kubeconfig.toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    static String run(List<String> command) {
        try {
            Path output = Files.createTempFile("driftless-test", ".out");
            Path errors = Files.createTempFile("driftless-test", ".err");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile())
                        .start();
                process.getOutputStream().close();
                if (!process.waitFor(20, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new AssertionError("No end after 20 minutes: " + command);
                }
                if (process.exitValue() != 0) {
                    throw new AssertionError(
                            command + " failed: " + Files.readString(errors) + Files.readString(output));
                }
                return Files.readString(output, StandardCharsets.UTF_8);
            } finally {
                Files.deleteIfExists(output);
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
