package app.driftless.core.settings;

import app.driftless.core.flow.Signal;
import java.util.function.UnaryOperator;

/// Keeps [Settings] in a versioned JSON file, replaced atomically; a broken or newer file is kept beside and named.
/// Thread-safe.
public interface SettingsStore {
    Signal<Settings> settings();

    void change(UnaryOperator<Settings> step);
}
