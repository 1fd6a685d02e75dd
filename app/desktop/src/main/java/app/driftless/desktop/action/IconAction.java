package app.driftless.desktop.action;

import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Icons;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;

/// A small flat button of an action.
public final class IconAction {
    private IconAction() {}

    public static Button of(ActionId id, ActionRegistry actions, Words words) {
        var button = new Button();
        button.setGraphic(Icons.of(id.icon(), 14));
        button.getStyleClass().addAll("flat", "icon-only", "small");
        button.accessibleTextProperty().bind(words.live(id.text()));
        var tip = new Tooltip();
        tip.textProperty().bind(words.live(id.text()).map(text -> id.key()
                .map(key -> text + "  " + KeySheet.keyText(key))
                .orElse(text)));
        button.setTooltip(tip);
        button.disableProperty().bind(actions.enabled(id).map(on -> !on));
        button.setOnAction(_ -> actions.run(id));
        return button;
    }
}
