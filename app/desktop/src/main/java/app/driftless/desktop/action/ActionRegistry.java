package app.driftless.desktop.action;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;

/// Which actions can be done now, and what they do. Features bind theirs; menus, keys and the palette ask here. FX
/// thread.
public final class ActionRegistry {
    private record Bound(Runnable run, ObservableValue<Boolean> enabled) {}

    private final Map<ActionId, Bound> bound = new EnumMap<>(ActionId.class);
    private final Map<ActionId, ReadOnlyBooleanWrapper> enabled = new EnumMap<>(ActionId.class);

    private boolean taken;

    public ActionRegistry() {
        for (ActionId id : ActionId.values()) {
            enabled.put(id, new ReadOnlyBooleanWrapper());
        }
    }

    public void bind(ActionId id, Runnable run) {
        bind(id, new SimpleBooleanProperty(true), run);
    }

    /// Says what `id` does from now on. A later binding replaces an earlier one.
    public void bind(ActionId id, ObservableValue<Boolean> when, Runnable run) {
        bound.put(id, new Bound(run, when));
        enabledOf(id).bind(when.orElse(false));
    }

    /// Takes the meaning away: its view is gone.
    public void unbind(ActionId id) {
        bound.remove(id);
        enabledOf(id).unbind();
        enabledOf(id).set(false);
    }

    public ObservableValue<Boolean> enabled(ActionId id) {
        return enabledOf(id).getReadOnlyProperty();
    }

    /// Does it if it can be done now.
    ///
    /// @return whether it could
    public boolean run(ActionId id) {
        Bound action = bound.get(id);
        if (action == null || !enabledOf(id).get()) {
            return false;
        }
        action.run().run();
        return true;
    }

    /// What can be done now, in the order of the declaration.
    public List<ActionId> possible() {
        return bound.keySet().stream().filter(id -> enabledOf(id).get()).toList();
    }

    /// Listens to the keys of `scene`.
    public void install(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_TYPED, event -> {
            // The character of a key that was an action is not for the text that has the focus: Alt+3 types a 3.
            if (taken) {
                event.consume();
            }
        });
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            taken = false;
            boolean typing = scene.getFocusOwner() instanceof TextInputControl
                    || scene.getFocusOwner() != null
                            && scene.getFocusOwner().getStyleClass().contains("styled-text-area");
            for (ActionId id : ActionId.values()) {
                if (id.isCharacter() && typing) {
                    continue;
                }
                if (id.key().isPresent() && id.key().get().match(event) && run(id)) {
                    taken = true;
                    event.consume();
                    return;
                }
            }
        });
    }

    private ReadOnlyBooleanWrapper enabledOf(ActionId id) {
        var property = enabled.get(id);
        if (property == null) {
            throw new IllegalStateException(id.name());
        }
        return property;
    }
}
