package app.driftless.desktop.fx;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/// Shows its content larger: text, icons and measures alike, laid out again for the space that is left.
public final class ZoomPane extends Region {
    private final DoubleProperty zoom = new SimpleDoubleProperty(this, "zoom", 1);
    private final Node content;

    public ZoomPane(Region content) {
        this.content = content;
        var scale = new Scale(1, 1);
        content.getTransforms().add(scale);
        getChildren().add(content);
        zoom.subscribe(value -> {
            scale.setX(value.doubleValue());
            scale.setY(value.doubleValue());
            requestLayout();
        });
    }

    /// 1 to 2.
    public DoubleProperty zoomProperty() {
        return zoom;
    }

    @Override
    protected void layoutChildren() {
        content.resizeRelocate(0, 0, Math.ceil(getWidth() / zoom.get()), Math.ceil(getHeight() / zoom.get()));
    }
}
