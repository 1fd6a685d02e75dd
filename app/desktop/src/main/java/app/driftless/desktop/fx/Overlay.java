package app.driftless.desktop.fx;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// The layer over the window for dialogs and the palette. Keeps the focus inside the topmost, closes it on Esc and
/// gives the focus back to where it was.
public final class Overlay extends StackPane {
    private record Shown(Node node, @Nullable Node before, Runnable onClose) {}

    private final Deque<Shown> stack = new ArrayDeque<>();

    public Overlay() {
        getStyleClass().add("overlay");
        setVisible(false);
        setPickOnBounds(true);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && !stack.isEmpty()) {
                event.consume();
                close();
            }
        });
        setOnMousePressed(event -> {
            if (event.getTarget() == this) {
                close();
            }
        });
        sceneProperty().subscribe(scene -> {
            if (scene != null) {
                scene.focusOwnerProperty().subscribe(owner -> keepFocus(scene, owner));
            }
        });
    }

    /// Shows a dialog in the middle.
    public void show(Node node, Runnable onClose) {
        show(node, Pos.CENTER, true, onClose);
    }

    /// @param dimmed whether the window behind is dimmed
    public void show(Node node, Pos where, boolean dimmed, Runnable onClose) {
        Node before = getScene() == null ? null : getScene().getFocusOwner();
        stack.push(new Shown(node, before, onClose));
        setAlignment(node, where);
        getChildren().add(node);
        if (dimmed && !getStyleClass().contains("modal")) {
            getStyleClass().add("modal");
        } else if (!dimmed) {
            getStyleClass().remove("modal");
        }
        setVisible(true);
        focusInto(node);
    }

    public boolean isOpen() {
        return !stack.isEmpty();
    }

    /// Closes the topmost.
    public void close() {
        Shown top = stack.poll();
        if (top == null) {
            return;
        }
        getChildren().remove(top.node());
        setVisible(!stack.isEmpty());
        if (top.before() != null) {
            top.before().requestFocus();
        }
        top.onClose().run();
    }

    private void keepFocus(Scene scene, @Nullable Node owner) {
        Shown top = stack.peek();
        if (top != null && owner != null && !isInside(owner, top.node()) && scene == getScene()) {
            focusInto(top.node());
        }
    }

    private static void focusInto(Node node) {
        Node target = firstFocusable(node);
        if (target != null) {
            target.requestFocus();
        }
    }

    private static @Nullable Node firstFocusable(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return null;
        }
        if (node.isFocusTraversable()) {
            return node;
        }
        if (node instanceof javafx.scene.Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                Node found = firstFocusable(child);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static boolean isInside(Node node, Node container) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (n == container) {
                return true;
            }
        }
        return false;
    }
}
