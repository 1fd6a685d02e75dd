package app.driftless.desktop.editor;

import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.fx.Cells;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Icons;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.octicons.Octicons;

/// The outline at the right of the editor. Arrows move and fold, Enter goes there, Esc goes back to the text.
final class OutlinePanel extends VBox {
    private static final double WIDTH = 226;
    private static final double ROW = 24;
    private static final int SHORT = 16;
    private static final double LONG = 96;

    private final ListView<OutlineRow> list = new ListView<>();
    private final OutlineViewModel model;

    /// @param jump goes to a line of the text
    /// @param back gives the focus back to the text
    OutlinePanel(OutlineViewModel model, Words words, Consumer<OutlineRow> jump, Runnable hide, Runnable back) {
        this.model = model;
        getStyleClass().add("outline");
        setMinWidth(WIDTH);
        setPrefWidth(WIDTH);
        setMaxWidth(WIDTH);
        list.setItems(model.rows());
        list.setFixedCellSize(ROW);
        list.getStyleClass().add("panel-list");
        list.accessibleTextProperty().bind(words.live(ActionId.SHOW_OUTLINE.text()));
        list.setCellFactory(Cells.of(() -> new Row(this::toggle), Row::show));
        list.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                go(jump);
            }
        });
        list.addEventFilter(KeyEvent.KEY_PRESSED, event -> onKey(event, jump, back));
        var nothing = new Label();
        nothing.textProperty().bind(words.live("outline.none"));
        nothing.getStyleClass().add("muted");
        nothing.visibleProperty().bind(Bindings.isEmpty(model.rows()));
        var stack = new StackPane(list, nothing);
        VBox.setVgrow(stack, Priority.ALWAYS);
        getChildren().addAll(head(words, hide), stack);
        model.onFollow(this::follow);
    }

    private static HBox head(Words words, Runnable hide) {
        var title = new Label();
        title.textProperty().bind(words.live(ActionId.SHOW_OUTLINE.text()));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var close = new Button();
        close.setGraphic(Icons.of(Octicons.SIDEBAR_EXPAND_16, 14));
        close.getStyleClass().addAll("flat", "icon-only", "small");
        close.accessibleTextProperty().bind(words.live("outline.hide"));
        var tip = new Tooltip();
        tip.textProperty().bind(words.live("outline.hide"));
        close.setTooltip(tip);
        close.setOnAction(_ -> hide.run());
        var head = new HBox(title, gap, close);
        head.getStyleClass().add("panel-head");
        return head;
    }

    void focusList() {
        if (list.getSelectionModel().isEmpty()) {
            list.getSelectionModel().selectFirst();
        }
        list.requestFocus();
    }

    boolean hasFocus() {
        return list.isFocused();
    }

    /// Shows where the caret is, unless a person is looking round in the list.
    private void follow(int at) {
        if (list.isFocused()) {
            return;
        }
        if (at < 0) {
            list.getSelectionModel().clearSelection();
        } else if (list.getSelectionModel().getSelectedIndex() != at) {
            list.getSelectionModel().clearAndSelect(at);
            list.scrollTo(Math.max(0, at - 4));
        }
    }

    private void go(Consumer<OutlineRow> jump) {
        OutlineRow row = list.getSelectionModel().getSelectedItem();
        if (row != null) {
            jump.accept(row);
        }
    }

    private void toggle(OutlineRow row) {
        row.open().ifPresent(open -> model.fold(row, open));
    }

    private void onKey(KeyEvent event, Consumer<OutlineRow> jump, Runnable back) {
        OutlineRow row = list.getSelectionModel().getSelectedItem();
        switch (event.getCode()) {
            case ENTER -> go(jump);
            case ESCAPE -> back.run();
            case RIGHT, LEFT -> {
                if (row != null) {
                    model.fold(row, event.getCode() == KeyCode.LEFT);
                }
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private static final class Row extends HBox {
        private static final PseudoClass DOCUMENT = PseudoClass.getPseudoClass("document");

        private final Region indent = new Region();
        private final FontIcon chevron = Icons.of(Octicons.CHEVRON_RIGHT_16, 12);
        private final Label label = new Label();
        private final Label detail = new Label();
        private OutlineRow shown = new OutlineRow("", 0, "", "", Optional.empty(), 0, 1, 1);

        Row(Consumer<OutlineRow> toggle) {
            getStyleClass().add("outline-row");
            setAlignment(Pos.CENTER_LEFT);
            label.getStyleClass().add("outline-label");
            detail.getStyleClass().addAll("caption", "subtle");
            detail.setMinWidth(0);
            chevron.setPickOnBounds(true);
            chevron.setOnMouseClicked(event -> {
                toggle.accept(shown);
                event.consume();
            });
            getChildren().addAll(indent, chevron, label, detail);
        }

        void show(OutlineRow row) {
            shown = row;
            indent.setMinWidth(row.depth() * 12.0);
            chevron.setVisible(row.open().isPresent());
            chevron.setIconCode(row.open().orElse(false) ? Octicons.CHEVRON_DOWN_16 : Octicons.CHEVRON_RIGHT_16);
            pseudoClassStateChanged(DOCUMENT, row.depth() == 0);
            label.setText(row.label());
            // The value gives way first.
            label.setMinWidth(row.label().length() <= SHORT ? USE_PREF_SIZE : LONG);
            detail.setText(row.detail());
            setAccessibleText(row.label() + " " + row.detail());
        }
    }
}
