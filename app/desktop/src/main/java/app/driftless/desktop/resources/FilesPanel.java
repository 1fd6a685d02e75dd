package app.driftless.desktop.resources;

import app.driftless.core.manifest.Severity;
import app.driftless.core.repo.Change;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.action.ActionRegistry;
import app.driftless.desktop.action.IconAction;
import app.driftless.desktop.fx.Cells;
import app.driftless.desktop.fx.FilterField;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.shell.EmptyState;
import app.driftless.desktop.theme.ChangeLetter;
import app.driftless.desktop.theme.Icons;
import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.StateGlyph;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.octicons.Octicons;

/// The panel of the files.
public final class FilesPanel extends VBox {
    private final ListView<FileRow> list = new ListView<>();
    private final FilesViewModel model;
    private final FilterField filter;

    public FilesPanel(FilesViewModel model, FileCommands commands, ActionRegistry actions, Words words) {
        this.model = model;
        getStyleClass().add("side-panel");
        filter = new FilterField(words.live("files.filter"), model.textProperty());
        list.setItems(model.rows());
        list.setFixedCellSize(EnvironmentsPanel.ROW);
        list.getStyleClass().addAll("panel-list", "tree-list");
        list.accessibleTextProperty().bind(words.live(ActionId.SHOW_FILES.text()));
        list.setCellFactory(Cells.of(() -> new Row(words), Row::show));
        list.addEventFilter(KeyEvent.KEY_PRESSED, event -> onKey(event, actions));
        list.addEventFilter(KeyEvent.KEY_TYPED, filter::takeOver);
        list.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                selected().ifPresent(model::activate);
            }
        });
        list.getSelectionModel().selectedItemProperty().subscribe(row -> model.chosenProperty()
                .set(Optional.ofNullable(row)));
        model.onFocused(() -> list.getScene() != null && list.getScene().getFocusOwner() == list);
        model.onArrived(at -> {
            list.getSelectionModel().clearAndSelect(at);
            list.scrollTo(Math.max(0, at - 3));
        });
        new FileMenu(list, model, commands, words).install();
        var title = new Label();
        title.textProperty().bind(words.live(ActionId.SHOW_FILES.text()));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var fold = new Button();
        fold.setGraphic(Icons.of(Octicons.FOLD_16, 14));
        fold.getStyleClass().addAll("flat", "icon-only", "small");
        fold.accessibleTextProperty().bind(words.live("tree.foldAll"));
        fold.setOnAction(_ -> model.foldAll());
        var head = new HBox(title, gap, IconAction.of(ActionId.NEW_FILE, actions, words), fold);
        head.getStyleClass().add("panel-head");
        var empty = new EmptyState(words.live("files.empty"), words.live("files.empty.detail"));
        empty.visibleProperty().bind(Bindings.isEmpty(model.rows()));
        var stack = new StackPane(list, empty);
        VBox.setVgrow(stack, Priority.ALWAYS);
        getChildren().addAll(head, filter, stack);
        // The panel that is shown has the key.
        sceneProperty().subscribe(scene -> {
            if (scene != null) {
                actions.bind(ActionId.FILTER_LIST, filter::focusField);
            }
        });
    }

    private Optional<FileRow> selected() {
        return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
    }

    private void onKey(KeyEvent event, ActionRegistry actions) {
        switch (event.getCode()) {
            case ENTER -> selected().ifPresent(model::activate);
            case RIGHT -> selected().ifPresent(row -> model.fold(row, false));
            case LEFT -> selected().ifPresent(row -> model.fold(row, true));
            case ESCAPE -> model.textProperty().set("");
            case BACK_SPACE -> filter.dropLast();
            case DELETE -> actions.run(ActionId.DELETE_FILE);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private static final class Row extends HBox {
        private static final PseudoClass DELETED = PseudoClass.getPseudoClass("deleted");

        private final Region indent = new Region();
        private final FontIcon chevron = Icons.of(Octicons.CHEVRON_RIGHT_16, 12);
        private final FontIcon icon = Icons.of(Octicons.FILE_16, 14);
        private final Label name = new Label();
        private final StateGlyph finding = new StateGlyph();
        private final Label count = new Label();
        private final ChangeLetter change = new ChangeLetter();
        private final Words words;

        Row(Words words) {
            this.words = words;
            getStyleClass().add("tree-row");
            setAlignment(Pos.CENTER_LEFT);
            name.getStyleClass().add("tree-name");
            count.getStyleClass().addAll("caption", "subtle");
            var gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            count.setMinWidth(USE_PREF_SIZE);
            getChildren().addAll(indent, chevron, icon, name, gap, finding, count, change);
        }

        void show(FileRow row) {
            indent.setMinWidth(row.depth() * 14.0);
            boolean folder = row.open().isPresent();
            chevron.setVisible(folder);
            chevron.setIconCode(row.open().orElse(false) ? Octicons.CHEVRON_DOWN_16 : Octicons.CHEVRON_RIGHT_16);
            icon.setIconCode(folder ? Octicons.FILE_DIRECTORY_24 : iconOf(row.name()));
            name.setText(row.name());
            name.pseudoClassStateChanged(DELETED, row.change() == Change.Kind.DELETED && !folder);
            count.setText(row.resources() > 0 ? Integer.toString(row.resources()) : "");
            finding.show(row.worst().map(Row::markOf).orElse(null));
            if (folder) {
                change.showDot(row.change() != Change.Kind.NONE);
            } else {
                change.show(row.change());
            }
            setAccessibleText(row.path()
                    + (row.change() == Change.Kind.NONE ? "" : ", " + words.text(ChangeLetter.text(row.change()))));
        }

        private static Mark markOf(Severity severity) {
            return switch (severity) {
                case ERROR -> Mark.ERROR;
                case WARNING -> Mark.WARNING;
                case INFO -> Mark.INFO;
            };
        }

        private static Ikon iconOf(String name) {
            if (name.startsWith("kustomization.") || name.equals(".driftless.yaml")) {
                return Octicons.TOOLS_16;
            }
            return name.contains("sops") ? Octicons.KEY_16 : Octicons.FILE_16;
        }
    }
}
