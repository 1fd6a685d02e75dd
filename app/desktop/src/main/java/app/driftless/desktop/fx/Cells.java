package app.driftless.desktop.fx;

import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.Region;
import javafx.util.Callback;
import org.jspecify.annotations.Nullable;

/// Makes list cells that keep their nodes and only change what they show.
public final class Cells {
    private static final int SHORT = 18;
    private static final double NAME = 164;

    private Cells() {}

    /// What a row leaves to its name before it cuts it: the rest of the row gives way first.
    ///
    /// @param indent what the name is moved to the right, in pixels
    public static double nameWidth(String name, double indent) {
        return name.length() <= SHORT ? Region.USE_PREF_SIZE : NAME - indent;
    }

    /// Cells whose graphic is made once by `make` and filled by `show`.
    public static <T, N extends Node> Callback<ListView<T>, ListCell<T>> of(Supplier<N> make, BiConsumer<N, T> show) {
        return _ -> new ListCell<>() {
            private final N graphic = make.get();

            {
                // The list never scrolls sideways: rows are cut, not wide.
                setPrefWidth(0);
            }

            @Override
            protected void updateItem(@Nullable T item, boolean empty) {
                super.updateItem(item, empty);
                setText(null);
                if (empty || item == null) {
                    setGraphic(null);
                    setAccessibleText(null);
                } else {
                    show.accept(graphic, item);
                    setGraphic(graphic);
                    setAccessibleText(graphic.getAccessibleText());
                }
            }
        };
    }
}
