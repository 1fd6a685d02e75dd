package app.driftless.desktop.settings;

import app.driftless.core.settings.Settings;
import app.driftless.core.settings.SettingsStore;
import app.driftless.core.settings.TrustStore;
import app.driftless.desktop.shell.SettingsEdit;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;

/// What a person chose and allowed on this computer. Each change counts at once. FX thread.
public final class SettingsViewModel {
    private final SettingsStore store;
    private final ObservableValue<Settings> settings;
    private final TrustStore trust;

    public SettingsViewModel(SettingsStore store, ObservableValue<Settings> settings, TrustStore trust) {
        this.store = store;
        this.settings = settings;
        this.trust = trust;
    }

    ObservableValue<Settings> settings() {
        return settings;
    }

    /// Credential plugins that may be run.
    List<Path> allowedPrograms() {
        return trust.allowedExec();
    }

    void zoom(double percent) {
        store.change(s -> SettingsEdit.zoom(s, percent / 100));
    }

    void pause(boolean paused) {
        store.change(s -> SettingsEdit.paused(s, paused));
    }

    /// @param kubeconfigs paths as the system joins them; empty for the usual rules
    /// @param kustomize a program; empty to look for one
    /// @return false if one of them is no path on this system; then nothing is changed
    boolean programs(String kubeconfigs, String kustomize) {
        try {
            List<Path> files = new ArrayList<>();
            for (String part : kubeconfigs.split(File.pathSeparator)) {
                if (!part.isBlank()) {
                    files.add(Path.of(part.strip()));
                }
            }
            String program = kustomize.strip();
            Optional<Path> path = program.isEmpty() ? Optional.empty() : Optional.of(Path.of(program));
            store.change(s -> SettingsEdit.programs(s, files, path));
            return true;
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
