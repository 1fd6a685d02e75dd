package app.driftless.desktop.shell;

import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.StateGlyph;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// One fact of the status bar; gone while its text is empty.
final class StatusItem extends HBox {
    private static final PseudoClass ATTENTION = PseudoClass.getPseudoClass("attention");
    private static final PseudoClass ALARM = PseudoClass.getPseudoClass("alarm");

    StatusItem(ObservableValue<Mark> mark, ObservableValue<String> text) {
        getStyleClass().add("status-item");
        var glyph = new StateGlyph(12);
        mark.subscribe(m -> {
            glyph.show(m);
            pseudoClassStateChanged(ATTENTION, m == Mark.DIFFERS || m == Mark.WARNING);
            pseudoClassStateChanged(ALARM, m == Mark.DEGRADED || m == Mark.ERROR);
        });
        glyph.managedProperty().bind(glyph.visibleProperty());
        var label = new Label();
        label.textProperty().bind(text);
        getChildren().addAll(glyph, label);
        visibleProperty().bind(text.map(t -> !t.isEmpty()).orElse(false));
        managedProperty().bind(visibleProperty());
    }
}
