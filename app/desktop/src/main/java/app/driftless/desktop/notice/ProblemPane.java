package app.driftless.desktop.notice;

import app.driftless.core.problem.Problem;
import app.driftless.core.problem.Texts.ProblemText;
import app.driftless.desktop.i18n.Words;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// A problem in full: what failed on which object, why, what the data is now, what to do; the raw cause folded away.
public final class ProblemPane extends VBox {
    private final Words words;

    public ProblemPane(Problem problem, Words words) {
        this.words = words;
        getStyleClass().add("problem");
        ProblemText text = words.engine().text(problem);
        add(text.what(), "strong");
        add(text.why(), "plain");
        add(text.state(), "muted");
        add(text.todo(), "plain");
        var code = new Label(text.code());
        code.getStyleClass().addAll("code", "muted");
        var copy = new Hyperlink(words.text("problem.copy"));
        copy.setOnAction(_ -> copy(text, problem));
        var foot = new HBox(12, code, copy);
        getChildren().add(foot);
        String details = problem.details();
        if (details != null && !details.isBlank()) {
            addDetails(foot, details);
        }
        setAccessibleText(text.sentence());
    }

    private void addDetails(HBox foot, String details) {
        var area = new TextArea(details);
        area.getStyleClass().add("problem-details");
        area.setEditable(false);
        area.setPrefRowCount(6);
        area.setAccessibleText(words.text("problem.details"));
        area.setVisible(false);
        area.setManaged(false);
        var toggle = new Hyperlink(words.text("problem.details"));
        toggle.setOnAction(_ -> {
            area.setVisible(!area.isVisible());
            area.setManaged(area.isVisible());
        });
        foot.getChildren().add(1, toggle);
        getChildren().add(area);
    }

    private void add(String sentence, String style) {
        if (!sentence.isBlank()) {
            var label = new Label(sentence);
            label.setWrapText(true);
            label.setMinHeight(USE_PREF_SIZE);
            label.getStyleClass().add(style);
            getChildren().add(label);
        }
    }

    private void copy(ProblemText text, Problem problem) {
        var content = new ClipboardContent();
        String details = problem.details();
        content.putString(text.sentence() + (details == null ? "" : "\n\n" + details));
        Clipboard.getSystemClipboard().setContent(content);
    }

    /// A dialog around it, with one button that closes.
    public static VBox dialog(Problem problem, Words words, Runnable close) {
        var pane = new ProblemPane(problem, words);
        pane.setPrefWidth(520);
        var button = new Button(words.text("dialog.close"));
        button.setDefaultButton(true);
        button.setOnAction(_ -> close.run());
        var buttons = new HBox(button);
        buttons.getStyleClass().add("dialog-buttons");
        var card = new VBox(pane, buttons);
        card.getStyleClass().add("dialog-card");
        card.setMaxSize(560, USE_PREF_SIZE);
        return card;
    }
}
