package app.driftless.core.internal.kube;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds a program that a kubeconfig names. Started from a desktop, our own PATH is short, so the login shell's PATH
/// counts after it.
final class Programs {
    private static final Logger LOG = LoggerFactory.getLogger(Programs.class);
    private static final int SHELL_SECONDS = 3;
    private final Map<String, String> environment;

    Programs(Map<String, String> environment) {
        this.environment = environment;
    }

    /// @param command absolute, relative to the kubeconfig's directory if it has a separator, else a name on the PATH
    Optional<Path> find(String command, Path kubeconfigDirectory) {
        if (command.contains("/") || command.contains(File.separator)) {
            return Optional.of(kubeconfigDirectory.resolve(command).normalize());
        }
        var own = search(command, environment.getOrDefault("PATH", ""));
        return own.isPresent() ? own : search(command, loginPath());
    }

    private static Optional<Path> search(String command, String path) {
        Set<String> names = new LinkedHashSet<>(List.of(command));
        if (File.separatorChar == '\\') {
            names.add(command + ".exe");
        }
        for (String folder : path.split(File.pathSeparator)) {
            // A relative entry would mean whatever directory we were started in.
            if (folder.isBlank() || !Path.of(folder).isAbsolute()) {
                continue;
            }
            for (String name : names) {
                Path candidate = Path.of(folder, name);
                if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    private String loginPath() {
        String shell = environment.getOrDefault("SHELL", "");
        if (File.separatorChar == '\\' || shell.isEmpty() || !Files.isExecutable(Path.of(shell))) {
            return "";
        }
        try {
            Process process = new ProcessBuilder(shell, "-lc", "printf '\\n%s' \"$PATH\"")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectInput(new File("/dev/null"))
                    .start();
            if (!process.waitFor(SHELL_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            String printed = new String(process.getInputStream().readNBytes(1 << 16), StandardCharsets.UTF_8);
            // Profiles may print greetings: ours is the last line.
            return printed.substring(printed.lastIndexOf('\n') + 1).strip();
        } catch (IOException e) {
            LOG.info("The login shell {} could not be asked for its PATH", shell, e);
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
