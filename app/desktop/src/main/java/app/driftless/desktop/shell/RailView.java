package app.driftless.desktop.shell;

import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.action.ActionRegistry;
import app.driftless.desktop.action.KeySheet;
import app.driftless.desktop.fx.Roving;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Icons;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The rail at the left: the places, and the settings at its foot.
final class RailView extends VBox {
    private final ActionRegistry actions;
    private final Words words;

    /// @param changes how many files differ from HEAD, for the badge
    RailView(Workbench bench, ActionRegistry actions, Words words, ObservableValue<Integer> changes) {
        this.actions = actions;
        this.words = words;
        getStyleClass().add("rail");
        for (Place place : Place.values()) {
            ToggleButton item = item(place.action());
            bench.placeProperty().subscribe(now -> item.setSelected(now == place));
            item.setOnAction(_ -> {
                actions.run(place.action());
                item.setSelected(bench.placeProperty().get() == place);
            });
            getChildren().add(place == Place.CHANGES ? badged(item, changes) : item);
        }
        var gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        getChildren().add(gap);
        for (ActionId id : new ActionId[] {ActionId.SHOW_SANDBOX, ActionId.SHOW_SETTINGS}) {
            ToggleButton item = item(id);
            item.setOnAction(_ -> {
                actions.run(id);
                item.setSelected(false);
            });
            getChildren().add(item);
        }
        Roving.over(this, Orientation.VERTICAL);
    }

    private ToggleButton item(ActionId id) {
        var button = new ToggleButton();
        button.setGraphic(Icons.of(id.icon(), 18));
        button.getStyleClass().add("rail-item");
        button.accessibleTextProperty().bind(words.live(id.text()));
        button.disableProperty().bind(actions.enabled(id).map(on -> !on));
        var tip = new Tooltip();
        tip.textProperty()
                .bind(words.live(id.text())
                        .map(name -> name
                                + id.key().map(k -> "  " + KeySheet.keyText(k)).orElse("")));
        button.setTooltip(tip);
        return button;
    }

    private static StackPane badged(ToggleButton item, ObservableValue<Integer> count) {
        var badge = new Label();
        badge.getStyleClass().add("rail-badge");
        badge.textProperty().bind(count.map(String::valueOf));
        badge.visibleProperty().bind(count.map(n -> n > 0));
        badge.setMouseTransparent(true);
        StackPane.setAlignment(badge, Pos.TOP_RIGHT);
        badge.setTranslateX(-3);
        badge.setTranslateY(1);
        var pane = new StackPane(item, badge);
        pane.setMaxHeight(36);
        return pane;
    }
}
