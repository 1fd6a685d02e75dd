package app.driftless.desktop.shell;

import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.action.ActionRegistry;
import app.driftless.desktop.action.KeySheet;
import app.driftless.desktop.fx.Roving;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Icons;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.octicons.Octicons;

/// The bar at the top: what the features put at its ends, and "go to anything" in the middle.
final class ToolbarView extends StackPane {
    ToolbarView(List<Node> start, List<Node> end, ActionRegistry actions, Words words) {
        getStyleClass().add("toolbar");
        var left = new HBox();
        left.getStyleClass().add("toolbar-group");
        left.getChildren().addAll(start);
        var right = new HBox();
        right.getStyleClass().add("toolbar-group");
        right.getChildren().addAll(end);
        right.getChildren()
                .addAll(
                        iconButton(ActionId.SHOW_OPERATIONS, actions, words),
                        iconButton(ActionId.ALL_KEYS, actions, words));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var ends = new HBox(left, gap, right);
        ends.setAlignment(Pos.CENTER_LEFT);
        Button find = goTo(actions, words);
        getChildren().addAll(ends, find);
        Roving.over(this, Orientation.HORIZONTAL);
    }

    private static Button goTo(ActionRegistry actions, Words words) {
        var text = new Label();
        text.textProperty().bind(words.live(ActionId.GO_TO_ANYTHING.text()));
        text.getStyleClass().add("muted");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var cap = new Label(ActionId.GO_TO_ANYTHING.key().map(KeySheet::keyText).orElse(""));
        cap.getStyleClass().add("keycap");
        var box = new HBox(6, Icons.of(Octicons.SEARCH_16, 14), text, gap, cap);
        box.setAlignment(Pos.CENTER_LEFT);
        box.setPrefWidth(382);
        var button = new Button();
        button.getStyleClass().add("goto");
        button.setGraphic(box);
        button.accessibleTextProperty().bind(words.live(ActionId.GO_TO_ANYTHING.text()));
        button.setOnAction(_ -> actions.run(ActionId.GO_TO_ANYTHING));
        return button;
    }

    /// A flat button of one icon, named and with its key in the tooltip.
    static Button iconButton(ActionId id, ActionRegistry actions, Words words) {
        var button = new Button();
        button.setGraphic(Icons.of(id.icon()));
        button.getStyleClass().addAll("flat", "icon-only");
        button.accessibleTextProperty().bind(words.live(id.text()));
        var tip = new Tooltip();
        tip.textProperty()
                .bind(words.live(id.text())
                        .map(name -> name
                                + id.key().map(k -> "  " + KeySheet.keyText(k)).orElse("")));
        button.setTooltip(tip);
        button.setOnAction(_ -> actions.run(id));
        button.disableProperty().bind(actions.enabled(id).map(on -> !on));
        return button;
    }
}
