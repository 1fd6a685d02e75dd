package app.driftless.desktop.diff;

import app.driftless.core.diff.DiffRow;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Icons;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.event.EventHandler;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.octicons.Octicons;

/// The rows of a comparison with the overview ruler beside them. F7 and Shift+F7 walk the differences, the arrows
/// the rows, Enter opens a fold.
final class DiffPane extends BorderPane {
    private final DiffRows model;
    private final Words words;
    private final ListView<DiffRow> list = new ListView<>();
    private boolean filling;

    /// @param name what a screen reader calls the list
    /// @param looks one for each cell
    /// @param rulerMark colours the mark of a row that differs
    DiffPane(
            DiffRows model,
            Words words,
            String name,
            Supplier<? extends RowLook> looks,
            BiConsumer<Node, DiffRow.Line> rulerMark) {
        this.model = model;
        this.words = words;
        list.getStyleClass().addAll("diff-list", "edge-to-edge");
        list.setCellFactory(_ -> new DiffRowCell(model, words, looks.get()));
        list.setAccessibleText(name);
        list.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (!filling && row instanceof DiffRow.Line line) {
                line.difference().ifPresent(model::choose);
            }
        });
        list.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER
                    && list.getSelectionModel().getSelectedItem() instanceof DiffRow.Fold fold) {
                model.unfold(fold);
                event.consume();
            }
        });
        setCenter(list);
        setRight(new OverviewRuler(model, list, rulerMark));
        model.rowsProperty().subscribe(rows -> {
            filling = true;
            list.getItems().setAll(rows);
            filling = false;
            showChosen();
        });
        model.chosenProperty().subscribe(_ -> showChosen());
    }

    ListView<DiffRow> list() {
        return list;
    }

    /// The buttons that walk the differences.
    List<Node> steps() {
        return List.of(
                step(Octicons.ARROW_UP_16, "diff.previous", "⇧F7", model::previous),
                step(Octicons.ARROW_DOWN_16, "diff.next", "F7", model::next));
    }

    /// Makes F7 and Shift+F7 work wherever in the window the focus is, as long as `view` is shown.
    void listenTo(Node view) {
        EventHandler<KeyEvent> keys = this::keyPressed;
        view.sceneProperty().subscribe((before, now) -> {
            if (before != null) {
                before.removeEventFilter(KeyEvent.KEY_PRESSED, keys);
            }
            if (now != null) {
                now.addEventFilter(KeyEvent.KEY_PRESSED, keys);
            }
        });
    }

    private void keyPressed(KeyEvent event) {
        if (event.getCode() == KeyCode.F7 && !event.isShortcutDown() && !event.isConsumed()) {
            if (event.isShiftDown()) {
                model.previous();
            } else {
                model.next();
            }
            event.consume();
        }
    }

    private Button step(Ikon icon, String key, String shortcut, Runnable action) {
        var hint = new Label(shortcut);
        hint.getStyleClass().add("key-hint");
        var text = new Label(words.text(key));
        var content = new HBox(6, Icons.of(icon, 14), text, hint);
        content.setAlignment(Pos.CENTER);
        var button = new Button(null, content);
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        button.setAccessibleText(words.text(key));
        button.setTooltip(new Tooltip(words.text(key) + " (" + shortcut + ")"));
        button.setOnAction(_ -> action.run());
        return button;
    }

    private void showChosen() {
        model.chosenProperty().get().ifPresent(index -> {
            if (list.getSelectionModel().getSelectedItem() instanceof DiffRow.Line selected
                    && selected.difference().equals(Optional.of(index))) {
                return;
            }
            List<DiffRow> rows = list.getItems();
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i) instanceof DiffRow.Line row && row.difference().equals(Optional.of(index))) {
                    list.scrollTo(Math.max(0, i - 6));
                    list.getSelectionModel().clearAndSelect(i);
                    return;
                }
            }
        });
    }
}
