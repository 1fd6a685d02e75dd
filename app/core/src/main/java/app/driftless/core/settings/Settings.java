package app.driftless.core.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a person chose on this computer. Immutable; changed through [SettingsStore].
///
/// @param language BCP 47 tag, empty for the system's
/// @param recent opened repositories, newest first
/// @param kubeconfigs files to use instead of `KUBECONFIG` and the default path; empty for the usual rules
/// @param personsTools field managers that are people's tools, by glob: what they add is drift, not foreign
/// @param outlineShown whether the outline stands beside the editor
public record Settings(
        Theme theme,
        Optional<String> language,
        double zoom,
        List<Path> recent,
        List<Path> kubeconfigs,
        Optional<Path> kustomizeProgram,
        List<String> personsTools,
        boolean syncsPaused,
        boolean outlineShown) {
    public enum Theme {
        SYSTEM,
        LIGHT,
        DARK
    }

    public static Settings initial() {
        return new Settings(
                Theme.SYSTEM,
                Optional.empty(),
                1,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of("kubectl*", "k9s*", "Lens*", "freelens*", "headlamp*", "node-fetch", "Mozilla*", "dashboard*"),
                false,
                true);
    }
}
