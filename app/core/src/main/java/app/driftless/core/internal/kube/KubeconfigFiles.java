package app.driftless.core.internal.kube;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Which kubeconfig files count, by kubectl's rules.
public record KubeconfigFiles(Map<String, String> environment, Path home) {
    /// Those chosen, else those of `KUBECONFIG` in its order, else the default path. Files need not exist.
    public List<Path> choose(List<Path> chosen) {
        if (!chosen.isEmpty()) {
            return List.copyOf(chosen);
        }
        String variable = environment.getOrDefault("KUBECONFIG", "");
        if (!variable.isBlank()) {
            return Arrays.stream(variable.split(File.pathSeparator))
                    .filter(part -> !part.isBlank())
                    .map(part -> Path.of(part.strip()).toAbsolutePath().normalize())
                    .distinct()
                    .toList();
        }
        return List.of(home.resolve(".kube").resolve("config"));
    }
}
