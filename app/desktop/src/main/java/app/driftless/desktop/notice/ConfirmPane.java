package app.driftless.desktop.notice;

import app.driftless.desktop.fx.Overlay;
import app.driftless.desktop.i18n.Words;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// A question with one way forward and one way back. The default is the way back.
public final class ConfirmPane extends VBox {
    /// @param action the verb and its object, for the button
    public record Question(String title, String body, String action) {}

    private ConfirmPane(Question question, Words words, Overlay overlay, Runnable yes) {
        getStyleClass().add("dialog-card");
        setMaxSize(480, USE_PREF_SIZE);
        setPrefWidth(480);
        var title = new Label(question.title());
        title.getStyleClass().add("title");
        title.setWrapText(true);
        Node body = body(question.body());
        var cancel = new Button(words.text("dialog.cancel"));
        cancel.setCancelButton(true);
        cancel.setDefaultButton(true);
        cancel.setOnAction(_ -> overlay.close());
        var go = new Button(question.action());
        go.getStyleClass().add("accent");
        go.setOnAction(_ -> {
            overlay.close();
            yes.run();
        });
        var buttons = new HBox(cancel, go);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().addAll(title, body, buttons);
    }

    private static Label body(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add("muted");
        return label;
    }

    /// Asks, and runs `yes` if that is the answer.
    public static void ask(Overlay overlay, Words words, Question question, Runnable yes) {
        overlay.show(new ConfirmPane(question, words, overlay, yes), () -> {});
    }
}
