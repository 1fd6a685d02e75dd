package app.driftless.desktop.notice;

import app.driftless.core.flow.OperationState;
import app.driftless.desktop.i18n.Ages;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.StateGlyph;
import java.time.Instant;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What is running, with progress and cancel, and below it what happened lately.
public final class OperationsPane extends VBox {
    private static final int SHOWN = 12;

    private final VBox rows = new VBox();
    private final Words words;
    private final Ages ages;
    private final Notices notices;

    public OperationsPane(
            ObservableValue<List<OperationState>> running,
            Notices notices,
            ObservableValue<Instant> now,
            Words words,
            Ages ages) {
        this.words = words;
        this.ages = ages;
        this.notices = notices;
        getStyleClass().add("dialog-card");
        setPrefWidth(420);
        setMaxSize(420, 480);
        var title = new Label(words.text("operations.title"));
        title.getStyleClass().add("strong");
        var scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setAccessibleText(words.text("operations.title"));
        getChildren().addAll(title, scroll);
        var weak = running.map(List::copyOf);
        weak.subscribe(list -> show(list, now.getValue()));
    }

    private void show(List<OperationState> list, Instant now) {
        rows.getChildren().clear();
        list.forEach(operation -> rows.getChildren().add(running(operation)));
        if (list.isEmpty()) {
            var quiet = new Label(words.text("operations.none"));
            quiet.getStyleClass().add("muted");
            rows.getChildren().add(quiet);
        }
        notices.history().stream().limit(SHOWN).forEach(notice -> rows.getChildren()
                .add(past(notice, now)));
    }

    private Node running(OperationState operation) {
        var title = new Label(words.text(operation.title()));
        title.getStyleClass().add("medium");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var cancel = new Button(words.text("operations.cancel"));
        cancel.getStyleClass().add("small");
        cancel.setAccessibleText(words.text("operations.cancelNamed", title.getText()));
        cancel.setOnAction(_ -> operation.cancel().cancel());
        var head = new HBox(6, title, gap, cancel);
        head.setAlignment(Pos.CENTER_LEFT);
        var bar = new ProgressBar(fraction(operation));
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(title.getText());
        var phase = new Label(phase(words, operation));
        phase.getStyleClass().addAll("small", "muted");
        var row = new VBox(head, bar, phase);
        row.getStyleClass().add("operation-row");
        return row;
    }

    /// The phase with its count, in one line.
    public static String phase(Words words, OperationState operation) {
        String text = operation.phase().map(words::text).orElse("");
        return operation.total() > 0 ? words.text("operations.count", text, operation.done(), operation.total()) : text;
    }

    /// From 0 to 1, or indeterminate where nobody knows.
    public static double fraction(OperationState operation) {
        return operation.total() > 0
                ? Math.min(1, (double) operation.done() / operation.total())
                : ProgressBar.INDETERMINATE_PROGRESS;
    }

    private Node past(Notice notice, Instant now) {
        var glyph = new StateGlyph(notice.problem().isPresent() ? Mark.ERROR : Mark.IN_SYNC);
        String text = notice.problem().map(p -> words.engine().text(p).what()).orElse(notice.text());
        var label = new Label(text);
        label.setWrapText(true);
        HBox.setHgrow(label, Priority.ALWAYS);
        label.setMaxWidth(Double.MAX_VALUE);
        var age = new Label(ages.ago(notice.at(), now));
        age.getStyleClass().addAll("small", "subtle");
        age.setMinWidth(USE_PREF_SIZE);
        var row = new HBox(6, glyph, label, age);
        row.getStyleClass().add("operation-row");
        return row;
    }
}
