package app.driftless.desktop.notice;

import app.driftless.desktop.fx.Overlay;
import app.driftless.desktop.i18n.Words;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What floats over the window to ask or to tell: a title, its parts, and buttons at the end. The default is the way
/// back.
public final class DialogCard extends VBox {
    public DialogCard(String title, double width) {
        getStyleClass().add("dialog-card");
        setMaxSize(width, USE_PREF_SIZE);
        setPrefWidth(width);
        var label = new Label(title);
        label.getStyleClass().add("title");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        getChildren().add(label);
    }

    /// A paragraph in the second level of text.
    public static Label note(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add("muted");
        return label;
    }

    /// More parts below those that it has.
    public DialogCard with(Node... parts) {
        getChildren().addAll(parts);
        return this;
    }

    /// Ends it with a way back and a way forward.
    ///
    /// @param yes is run once the card is gone
    public DialogCard asking(Overlay overlay, Words words, Button go, Runnable yes) {
        var cancel = back(words.text("dialog.cancel"), overlay);
        go.getStyleClass().add("accent");
        go.setOnAction(_ -> {
            overlay.close();
            yes.run();
        });
        return buttons(cancel, go);
    }

    /// Ends it with nothing but the way back.
    public DialogCard telling(Overlay overlay, Words words) {
        return buttons(back(words.text("dialog.close"), overlay));
    }

    private static Button back(String text, Overlay overlay) {
        var back = new Button(text);
        back.setCancelButton(true);
        back.setDefaultButton(true);
        back.setOnAction(_ -> overlay.close());
        return back;
    }

    private DialogCard buttons(Button... all) {
        var buttons = new HBox(all);
        buttons.getStyleClass().add("dialog-buttons");
        return with(buttons);
    }
}
