package app.driftless.desktop.editor;

import app.driftless.core.problem.Problem;
import app.driftless.core.problem.Texts.ProblemText;
import app.driftless.desktop.i18n.Words;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// A line above the text that says what stands in the way, with what can be done.
final class Banner extends HBox {
    private Banner(String text, String style) {
        super(8);
        getStyleClass().addAll("banner", style);
        setAlignment(Pos.CENTER_LEFT);
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinWidth(0);
        label.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(label, Priority.ALWAYS);
        getChildren().add(label);
    }

    static Banner of(Words words, Problem problem) {
        ProblemText text = words.engine().text(problem);
        return new Banner(text.sentence(), "banner-error");
    }

    static Banner warning(String text) {
        return new Banner(text, "banner-warning");
    }

    static Banner info(String text) {
        return new Banner(text, "banner-info");
    }

    Banner with(String label, Runnable action) {
        var button = new Button(label);
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        getChildren().add(button);
        return this;
    }
}
