package app.driftless.desktop.repository;

import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.action.ActionRegistry;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Icons;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;

/// A small flat button of an action.
final class IconAction {
    private IconAction() {}

    static Button of(ActionId id, ActionRegistry actions, Words words) {
        var button = new Button();
        button.setGraphic(Icons.of(id.icon(), 14));
        button.getStyleClass().addAll("flat", "icon-only", "small");
        button.accessibleTextProperty().bind(words.live(id.text()));
        var tip = new Tooltip();
        tip.textProperty().bind(words.live(id.text()));
        button.setTooltip(tip);
        button.disableProperty().bind(actions.enabled(id).map(on -> !on));
        button.setOnAction(_ -> actions.run(id));
        return button;
    }
}
