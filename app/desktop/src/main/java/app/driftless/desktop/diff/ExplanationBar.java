package app.driftless.desktop.diff;

import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.problem.Texts.ProblemText;
import app.driftless.desktop.i18n.Ages;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.StateGlyph;
import java.time.InstantSource;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// One sentence beside the chosen difference: what, who, when, what happens next, then the buttons.
final class ExplanationBar extends HBox {
    private final DiffViewModel model;
    private final DiffActions actions;
    private final Words words;
    private final Ages ages;
    private final InstantSource clock;
    private final StateGlyph symbol = new StateGlyph();
    private final Label sentence = new Label();
    private final Label next = new Label();
    private final Button source = new Button();
    private final Button putBack = new Button();

    ExplanationBar(DiffViewModel model, DiffActions actions, Words words, Ages ages, InstantSource clock) {
        this.model = model;
        this.actions = actions;
        this.words = words;
        this.ages = ages;
        this.clock = clock;
        getStyleClass().add("explanation");
        setAlignment(Pos.CENTER_LEFT);
        next.getStyleClass().addAll("small", "muted");
        sentence.setMinWidth(0);
        next.setMinWidth(0);
        var texts = new VBox(2, sentence, next);
        texts.setAlignment(Pos.CENTER_LEFT);
        texts.setMinWidth(0);
        HBox.setHgrow(texts, Priority.ALWAYS);
        source.getStyleClass().add("flat");
        source.setMinWidth(USE_PREF_SIZE);
        putBack.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(symbol, texts, source, putBack);
        refresh();
    }

    void refresh() {
        Optional<ShownDiff> shown = model.shownProperty().get();
        Optional<Difference> difference = model.chosenDifference();
        setVisible(shown.isPresent()
                && (difference.isPresent() || shown.get().diff().problem().isPresent()));
        setManaged(isVisible());
        if (!isVisible()) {
            return;
        }
        ShownDiff what = shown.orElseThrow();
        if (difference.isEmpty() || what.diff().problem().isPresent()) {
            showProblem(what);
        } else {
            showDifference(what, difference.get());
        }
    }

    private void showProblem(ShownDiff what) {
        ProblemText text = words.engine().text(what.diff().problem().orElseThrow());
        ClassMarks.apply(this, null);
        symbol.show(Mark.ERROR);
        sentence.setText(text.what() + " " + text.why());
        next.setText(text.state() + " " + text.todo() + "  " + text.code());
        button(source, false, "", () -> {});
        button(putBack, false, "", () -> {});
    }

    private void showDifference(ShownDiff what, Difference chosen) {
        var explanation = Explanation.of(what, chosen, words, ages, clock.instant());
        ClassMarks.apply(this, chosen.kind());
        symbol.show(ClassMarks.mark(chosen.kind()));
        sentence.setText(explanation.title() + words.text("diff.title-end") + explanation.sentence());
        next.setText(explanation.next());
        button(source, what.diff().origin().isPresent(), "diff.source", () -> actions.openSource(what, chosen));
        boolean writes = actions.canWrite(what) && (chosen.kind() == DiffClass.DRIFT || chosen.conflict());
        button(
                putBack,
                writes,
                chosen.kind() == DiffClass.DRIFT ? "diff.put-back" : "diff.take-over",
                () -> actions.putBack(what, chosen));
    }

    private void button(Button button, boolean shown, String key, Runnable action) {
        button.setVisible(shown);
        button.setManaged(shown);
        if (shown) {
            button.setText(words.text(key));
            button.setOnAction(_ -> action.run());
        }
    }
}
