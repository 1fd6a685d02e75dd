package app.driftless.desktop.document;

import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/// One way of looking at a document. FX thread.
public interface AspectView {
    Node node();

    /// Goes to what the person chose now: the same document, perhaps another place or cluster.
    default void reveal(OpenTarget target) {}

    /// Goes on with the document under its new path.
    ///
    /// @return false where it can't, and is made anew
    default boolean follow(OpenTarget next) {
        return false;
    }

    default void focus() {
        node().requestFocus();
    }

    /// Whether there is something unsaved in it.
    default ObservableValue<Boolean> unsaved() {
        return new SimpleBooleanProperty(false);
    }

    /// What it puts at the right end of the view bar while it is shown.
    default List<Node> tools() {
        return List.of();
    }

    /// Ends its subscriptions.
    default void close() {}
}
