package app.driftless.desktop.editor;

import app.driftless.desktop.fx.DressedPopup;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// A field's schema documentation, floating beside the field.
final class DocumentationPopup {
    private final DressedPopup popup = new DressedPopup();
    private final Label title = new Label();
    private final Label text = new Label();

    DocumentationPopup() {
        title.getStyleClass().add("documentation-title");
        text.getStyleClass().add("documentation-text");
        text.setWrapText(true);
        var box = new VBox(4, title, text);
        box.setMaxWidth(460);
        box.getStyleClass().add("documentation-popup");
        popup.getContent().add(box);
        popup.setAutoHide(true);
    }

    void show(Node owner, Language.Documentation documentation, double x, double y) {
        title.setText(documentation.title());
        text.setText(documentation.text());
        text.setManaged(!documentation.text().isBlank());
        popup.show(owner, x, y);
    }

    void hide() {
        popup.hide();
    }
}
