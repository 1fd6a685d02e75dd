package app.driftless.desktop.shell;

import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.action.ActionRegistry;
import app.driftless.desktop.fx.Roving;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.shell.ShellParts.Target;
import app.driftless.desktop.theme.Icons;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.octicons.Octicons;

/// The line at the window's foot. Where a write would go stands first, inverse, and is never hidden.
final class StatusBar extends HBox {
    StatusBar(ShellParts parts, ObservableValue<Number> zoom, ActionRegistry actions, Words words) {
        getStyleClass().add("status-bar");
        ObservableValue<Target> target = parts.target();
        var label = new Label();
        label.getStyleClass().add("status-target");
        label.textProperty().bind(target.map(Target::name));
        label.graphicProperty().bind(target.map(t -> t.locked() ? Icons.of(Octicons.LOCK_16, 12) : null));
        label.accessibleTextProperty()
                .bind(target.map(t -> words.text(t.locked() ? "status.targetLocked" : "status.target", t.name())));
        label.visibleProperty().bind(target.map(t -> !t.name().isEmpty()));
        label.managedProperty().bind(label.visibleProperty());
        label.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var percent = new Button();
        percent.getStyleClass().addAll("flat", "status-button");
        percent.textProperty().bind(zoom.map(z -> Math.round(z.doubleValue() * 100) + " %"));
        percent.accessibleTextProperty()
                .bind(zoom.flatMap(z -> words.live("status.zoom", Math.round(z.doubleValue() * 100))));
        percent.setOnAction(_ -> actions.run(ActionId.ZOOM_RESET));
        getChildren().add(label);
        parts.facts().forEach(fact -> getChildren().add(new StatusItem(fact.mark(), fact.text())));
        getChildren().add(gap);
        getChildren().addAll(parts.end());
        getChildren().add(percent);
        Roving.over(this, Orientation.HORIZONTAL);
    }
}
