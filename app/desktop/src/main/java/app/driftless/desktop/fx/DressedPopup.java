package app.driftless.desktop.fx;

import javafx.scene.Node;
import javafx.stage.Popup;

/// A popup in the dress of the window that it floats over, so that its content needs no sheets of its own.
public final class DressedPopup extends Popup {
    @Override
    public void show(Node owner, double x, double y) {
        getScene().getStylesheets().setAll(owner.getScene().getStylesheets());
        super.show(owner, x, y);
    }
}
