package app.driftless.desktop.editor;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;

/// A field's schema documentation, floating beside the field.
final class DocumentationPopup {
    private final Popup popup = new Popup();
    private final Label title = new Label();
    private final Label text = new Label();

    DocumentationPopup(List<String> stylesheets) {
        title.getStyleClass().add("documentation-title");
        text.getStyleClass().add("documentation-text");
        text.setWrapText(true);
        var box = new VBox(4, title, text);
        box.setMaxWidth(460);
        box.getStyleClass().add("documentation-popup");
        box.getStylesheets().setAll(stylesheets);
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
