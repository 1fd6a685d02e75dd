package app.driftless.desktop.settings;

import app.driftless.core.flow.Lane;
import app.driftless.core.flow.Signal;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.settings.Settings;
import app.driftless.core.settings.SettingsStore;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The engine's settings, with the writing kept off the FX thread: [#change] returns at once, changes keep their
/// order, and the new value arrives by the signal.
public final class BackgroundSettings implements SettingsStore {
    private final SettingsStore store;
    private final Lane lane;
    private final Consumer<Problem> told;

    /// @param told is given what went wrong, on a thread of the lane
    public BackgroundSettings(SettingsStore store, Lane lane, Consumer<Problem> told) {
        this.store = store;
        this.lane = lane;
        this.told = told;
    }

    @Override
    public Signal<Settings> settings() {
        return store.settings();
    }

    @Override
    public void change(UnaryOperator<Settings> step) {
        lane.execute(() -> {
            try {
                store.change(step);
            } catch (EngineException e) {
                told.accept(e.problem());
            }
        });
    }
}
