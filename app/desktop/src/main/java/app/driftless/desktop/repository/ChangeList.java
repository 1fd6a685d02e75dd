package app.driftless.desktop.repository;

import app.driftless.core.repo.Change;
import app.driftless.desktop.fx.Cells;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.ChangeLetter;
import app.driftless.desktop.theme.Icons;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.octicons.Octicons;

/// Changed files, staged ones or others. Space moves them to the other list, Enter shows
/// what differs, Delete discards.
final class ChangeList extends ListView<Change> {
    private static final double ROW = 24;

    private final boolean staged;
    private final Words words;
    private final SourceDiffTabs diffs;
    private final Consumer<List<Change>> move;
    private final Consumer<List<Change>> discard;

    ChangeList(
            ObservableList<Change> items,
            boolean staged,
            Words words,
            SourceDiffTabs diffs,
            Consumer<List<Change>> move,
            Consumer<List<Change>> discard) {
        super(items);
        this.staged = staged;
        this.words = words;
        this.diffs = diffs;
        this.move = move;
        this.discard = discard;
        setFixedCellSize(ROW);
        getStyleClass().addAll("panel-list", "tree-list");
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        setCellFactory(Cells.of(Row::new, Row::show));
        setMinHeight(ROW);
        setPrefHeight(ROW * 4);
        setOnMouseClicked(event -> {
            Change change = getSelectionModel().getSelectedItem();
            if (change != null && event.getButton() == MouseButton.PRIMARY) {
                diffs.show(change, staged);
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        setContextMenu(menu());
    }

    private void onKey(KeyEvent event) {
        List<Change> chosen = chosen();
        if (chosen.isEmpty()) {
            return;
        }
        switch (event.getCode()) {
            case SPACE -> move.accept(chosen);
            case ENTER -> {
                if (event.isShortcutDown()) {
                    return;
                }
                diffs.show(chosen.getFirst(), staged);
                diffs.focus();
            }
            case DELETE -> discard.accept(chosen);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private List<Change> chosen() {
        return List.copyOf(getSelectionModel().getSelectedItems());
    }

    private ContextMenu menu() {
        var show = new MenuItem();
        show.textProperty().bind(words.live("changes.diff"));
        show.setOnAction(_ -> chosen().stream().findFirst().ifPresent(c -> diffs.show(c, staged)));
        var file = new MenuItem();
        file.textProperty().bind(words.live("source.open"));
        file.setOnAction(_ -> chosen().stream().findFirst().ifPresent(c -> diffs.openFile(c.path())));
        var shift = new MenuItem();
        shift.textProperty().bind(words.live(staged ? "changes.unstage" : "changes.stage"));
        shift.setOnAction(_ -> move.accept(chosen()));
        var menu = new ContextMenu(show, file, shift);
        if (!staged) {
            var drop = new MenuItem();
            drop.textProperty().bind(words.live("changes.discard"));
            drop.setOnAction(_ -> discard.accept(chosen()));
            menu.getItems().add(drop);
        }
        return menu;
    }

    private final class Row extends HBox {
        private final Label name = new Label();
        private final Label folder = new Label();
        private final ChangeLetter letter = new ChangeLetter();
        private final Button shift = new Button();
        private Change shown = new Change("", Change.Kind.NONE, Change.Kind.NONE, Optional.empty());

        Row() {
            super(6);
            setAlignment(Pos.CENTER_LEFT);
            folder.getStyleClass().addAll("caption", "subtle");
            folder.setMinWidth(0);
            folder.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            shift.setGraphic(Icons.of(staged ? Octicons.DASH_16 : Octicons.PLUS_16, 12));
            shift.getStyleClass().addAll("flat", "icon-only", "row-action");
            shift.setFocusTraversable(false);
            shift.setOnAction(_ -> move.accept(List.of(shown)));
            var gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            getChildren().addAll(Icons.of(Octicons.FILE_16, 14), name, folder, gap, shift, letter);
        }

        void show(Change change) {
            shown = change;
            String path = change.path();
            int slash = path.lastIndexOf('/');
            name.setText(path.substring(slash + 1));
            name.setMinWidth(Cells.nameWidth(name.getText(), 0));
            folder.setText(slash < 0 ? "" : path.substring(0, slash));
            Change.Kind kind = staged ? change.staged() : change.unstaged();
            letter.show(kind);
            shift.setAccessibleText(words.text(staged ? "changes.unstageNamed" : "changes.stageNamed", path));
            setAccessibleText(path + ", " + words.text(ChangeLetter.text(kind)));
        }
    }
}
