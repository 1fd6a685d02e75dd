package app.driftless.desktop.action;

import app.driftless.desktop.i18n.Words;
import java.util.Arrays;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// All keys on one sheet, in three columns.
public final class KeySheet extends VBox {
    private static final int COLUMNS = 3;

    public KeySheet(Words words) {
        getStyleClass().add("dialog-card");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        var title = new Label(words.text("keys.title"));
        title.getStyleClass().add("title");
        var grid = new GridPane();
        grid.getStyleClass().add("key-sheet-grid");
        int n = 0;
        var withKey = Arrays.stream(ActionId.values())
                .filter(id -> id.key().isPresent())
                .toList();
        int rows = (withKey.size() + COLUMNS - 1) / COLUMNS;
        for (ActionId id : withKey) {
            var name = new Label(words.text(id.text()));
            name.setMinWidth(170);
            var cap = new Label(id.key().map(KeySheet::keyText).orElse(""));
            cap.getStyleClass().add("keycap");
            var box = new HBox(cap);
            box.setAlignment(Pos.CENTER_RIGHT);
            box.setMinWidth(110);
            var row = new HBox(8, name, box);
            row.setAlignment(Pos.CENTER_LEFT);
            grid.add(row, n / rows, n % rows);
            n++;
        }
        var scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.setAccessibleText(words.text("keys.title"));
        getChildren().addAll(title, scroll);
    }

    /// For example `Ctrl+Shift+P`.
    public static String keyText(KeyCombination key) {
        String shown =
                key.getDisplayText().replace("DIGIT", "").replace("↵", "Enter").replace("BACK_SPACE", "Backspace");
        return shown.equals("Shift+/") || shown.equals("Shift+Slash") ? "?" : shown;
    }
}
