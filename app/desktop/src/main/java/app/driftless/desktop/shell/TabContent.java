package app.driftless.desktop.shell;

import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/// What a tab shows. The tab owns it and closes it.
public interface TabContent {
    Node node();

    /// Whether it holds something that has not been saved.
    default ObservableValue<Boolean> unsaved() {
        return new SimpleBooleanProperty(false);
    }

    /// Puts the focus where the work is.
    default void focus() {
        node().requestFocus();
    }

    /// Ends its subscriptions. Called once, after it left the window.
    default void close() {}
}
