package app.driftless.desktop.diff;

import app.driftless.desktop.fx.Overlay;
import app.driftless.desktop.i18n.Words;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Shows what an edit of the work tree changes, and asks before it is saved. The default is the way back.
public final class EditPane extends VBox {
    /// @param action the verb and its object, for the button
    public record Question(String title, String body, String action) {}

    private EditPane(Question question, List<EditPreview> edits, Overlay overlay, Words words, Runnable yes) {
        getStyleClass().add("dialog-card");
        setMaxSize(620, USE_PREF_SIZE);
        setPrefWidth(620);
        var title = new Label(question.title());
        title.getStyleClass().add("title");
        title.setWrapText(true);
        getChildren().addAll(title, note(question.body()));
        for (EditPreview edit : edits) {
            var lines = new EditLines(words.text("edit.lines", edit.path()));
            lines.show(edit);
            getChildren().add(lines);
        }
        getChildren().addAll(note(words.text("edit.note")), buttons(question, overlay, words, yes));
    }

    /// Asks, and runs `yes` if that is the answer.
    public static void ask(Question question, List<EditPreview> edits, Overlay overlay, Words words, Runnable yes) {
        overlay.show(new EditPane(question, edits, overlay, words, yes), () -> {});
    }

    static Label note(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add("muted");
        return label;
    }

    private static HBox buttons(Question question, Overlay overlay, Words words, Runnable yes) {
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
        return buttons;
    }
}
