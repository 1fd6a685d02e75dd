package app.driftless.desktop.notice;

import app.driftless.core.flow.OperationState;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.StateGlyph;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.util.Duration;

/// What is being done, in the toolbar: the title of the one long work or how many there are, and the way to their
/// progress and their cancel. What is over within a moment is not shown.
public final class ActivityButton extends Button {
    private static final Duration MOMENT = Duration.millis(400);

    private final Words words;
    private final PauseTransition patience = new PauseTransition(MOMENT);
    private List<OperationState> now = List.of();

    /// @param show opens the list of what runs
    public ActivityButton(ObservableValue<List<OperationState>> running, Words words, Runnable show) {
        this.words = words;
        getStyleClass().addAll("flat", "toolbar-note");
        var glyph = new StateGlyph(12);
        glyph.show(Mark.PROGRESSING);
        setGraphic(glyph);
        setMaxWidth(260);
        managedProperty().bind(visibleProperty());
        setVisible(false);
        setOnAction(_ -> show.run());
        patience.setOnFinished(_ -> setVisible(!now.isEmpty()));
        running.subscribe(this::follow);
        words.locale().subscribe(_ -> follow(now));
    }

    private void follow(List<OperationState> running) {
        now = running;
        if (running.isEmpty()) {
            patience.stop();
            setVisible(false);
            return;
        }
        setText(running.size() == 1 ? line(running.getFirst()) : words.text("operations.several", running.size()));
        if (!isVisible()) {
            patience.play();
        }
    }

    private String line(OperationState operation) {
        String title = words.text(operation.title());
        return operation.total() > 0 ? title + " " + (int) (100 * OperationsPane.fraction(operation)) + " %" : title;
    }
}
