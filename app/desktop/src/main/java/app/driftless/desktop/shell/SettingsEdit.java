package app.driftless.desktop.shell;

import app.driftless.core.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Settings with one thing changed.
public final class SettingsEdit {
    private static final int RECENT = 12;

    private SettingsEdit() {}

    public static Settings theme(Settings s, Settings.Theme theme) {
        return new Settings(
                theme,
                s.language(),
                s.zoom(),
                s.recent(),
                s.kubeconfigs(),
                s.kustomizeProgram(),
                s.personsTools(),
                s.syncsPaused(),
                s.outlineShown());
    }

    public static Settings language(Settings s, Optional<String> language) {
        return new Settings(
                s.theme(),
                language,
                s.zoom(),
                s.recent(),
                s.kubeconfigs(),
                s.kustomizeProgram(),
                s.personsTools(),
                s.syncsPaused(),
                s.outlineShown());
    }

    /// @param zoom kept between 1 and 2
    public static Settings zoom(Settings s, double zoom) {
        return new Settings(
                s.theme(),
                s.language(),
                Math.clamp(Math.round(zoom * 10) / 10.0, 1, 2),
                s.recent(),
                s.kubeconfigs(),
                s.kustomizeProgram(),
                s.personsTools(),
                s.syncsPaused(),
                s.outlineShown());
    }

    /// Puts `opened` first among the recent ones.
    public static Settings opened(Settings s, Path opened) {
        var recent = new ArrayList<>(List.of(opened));
        s.recent().stream().filter(p -> !p.equals(opened)).limit(RECENT - 1).forEach(recent::add);
        return new Settings(
                s.theme(),
                s.language(),
                s.zoom(),
                List.copyOf(recent),
                s.kubeconfigs(),
                s.kustomizeProgram(),
                s.personsTools(),
                s.syncsPaused(),
                s.outlineShown());
    }

    public static Settings programs(Settings s, List<Path> kubeconfigs, Optional<Path> kustomize) {
        return new Settings(
                s.theme(),
                s.language(),
                s.zoom(),
                s.recent(),
                kubeconfigs,
                kustomize,
                s.personsTools(),
                s.syncsPaused(),
                s.outlineShown());
    }

    public static Settings paused(Settings s, boolean paused) {
        return new Settings(
                s.theme(),
                s.language(),
                s.zoom(),
                s.recent(),
                s.kubeconfigs(),
                s.kustomizeProgram(),
                s.personsTools(),
                paused,
                s.outlineShown());
    }

    public static Settings outline(Settings s, boolean shown) {
        return new Settings(
                s.theme(),
                s.language(),
                s.zoom(),
                s.recent(),
                s.kubeconfigs(),
                s.kustomizeProgram(),
                s.personsTools(),
                s.syncsPaused(),
                shown);
    }
}
