package app.driftless.desktop.fx;

import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Makes a bar of controls one tab stop: arrows move inside, Home and End go to its ends.
public final class Roving {
    private Roving() {}

    /// Tends `bar`, whose controls may come and go.
    public static void over(Parent bar, Orientation orientation) {
        KeyCode back = orientation == Orientation.HORIZONTAL ? KeyCode.LEFT : KeyCode.UP;
        KeyCode forth = orientation == Orientation.HORIZONTAL ? KeyCode.RIGHT : KeyCode.DOWN;
        bar.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            List<Node> stops = stops(bar);
            int at = indexOfFocused(stops);
            if (at < 0) {
                return;
            }
            int next = -1;
            if (event.getCode() == back) {
                next = at - 1;
            } else if (event.getCode() == forth) {
                next = at + 1;
            } else if (event.getCode() == KeyCode.HOME) {
                next = 0;
            } else if (event.getCode() == KeyCode.END) {
                next = stops.size() - 1;
            }
            if (next >= 0 && next < stops.size()) {
                event.consume();
                stops.get(next).requestFocus();
            }
        });
    }

    /// Gives the focus to the first control of `bar` that can take it.
    public static boolean focusFirst(Parent bar) {
        List<Node> stops = stops(bar);
        if (stops.isEmpty()) {
            return false;
        }
        stops.getFirst().requestFocus();
        return true;
    }

    private static int indexOfFocused(List<Node> stops) {
        for (int i = 0; i < stops.size(); i++) {
            if (stops.get(i).isFocused()) {
                return i;
            }
        }
        return -1;
    }

    private static List<Node> stops(Parent parent) {
        return parent.getChildrenUnmodifiable().stream()
                .filter(n -> n.isVisible() && !n.isDisabled())
                .flatMap(n -> n.isFocusTraversable()
                        ? Stream.of(n)
                        : n instanceof Parent p ? stops(p).stream() : Stream.<Node>empty())
                .toList();
    }
}
