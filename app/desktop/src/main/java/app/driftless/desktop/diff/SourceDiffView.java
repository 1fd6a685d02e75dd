package app.driftless.desktop.diff;

import app.driftless.core.problem.Problem;
import app.driftless.core.problem.Texts.ProblemText;
import app.driftless.core.repo.Comparison;
import app.driftless.core.repo.FileSide;
import app.driftless.core.repo.SourceDiff;
import app.driftless.desktop.fx.Roving;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.shell.EmptyState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// A file in two states side by side. F7 and Shift+F7 walk the hunks, Space stages or unstages the chosen one,
/// Delete discards it.
public final class SourceDiffView extends BorderPane {
    private final SourceDiffViewModel model;
    private final Words words;
    private final Map<Comparison, ToggleButton> segments = new LinkedHashMap<>();
    private final Label position = new Label();
    private final Button open = new Button();
    private final SourceHeads heads;
    private final DiffPane rows;
    private final StackPane center = new StackPane();
    private final ObservableValue<String> head;
    /// The person wants to work here, but the rows are still being read.
    private boolean focusLater;

    /// @param head the short id of the commit on the left, where it is one
    public SourceDiffView(SourceDiffViewModel model, Words words, ObservableValue<String> head) {
        this.model = model;
        this.words = words;
        this.head = head;
        boolean changeable = !(model.comparisonProperty().get() instanceof Comparison.InCommit);
        getStyleClass().add("diff-view");
        heads = new SourceHeads(words, changeable ? HunkLook.WIDTH : 0);
        rows = new DiffPane(
                model, words, words.text("source.list"), () -> new HunkLook(model, words, changeable), HunkLook::tint);
        rows.listenTo(this);
        rows.list().addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        setTop(new VBox(bar(changeable), heads));
        setCenter(center);
        model.comparisonProperty().subscribe(_ -> refresh());
        model.shownProperty().subscribe(_ -> refresh());
        model.problemProperty().subscribe(_ -> refresh());
        model.chosenProperty().subscribe(_ -> showPosition());
        head.subscribe(_ -> heads.show(model.comparisonProperty().get(), head.getValue()));
    }

    @Override
    public void requestFocus() {
        if (rows.getScene() == null) {
            focusLater = true;
        } else {
            rows.list().requestFocus();
        }
    }

    private HBox bar(boolean changeable) {
        var bar = new HBox(8);
        bar.getStyleClass().add("diff-class-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        if (changeable) {
            bar.getChildren().add(segments());
        }
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        position.getStyleClass().add("muted");
        position.setMinWidth(Region.USE_PREF_SIZE);
        open.setText(words.text("source.open"));
        open.getStyleClass().addAll("flat", "small");
        open.setMinWidth(Region.USE_PREF_SIZE);
        open.setOnAction(_ -> model.openFile());
        bar.getChildren().addAll(gap, position);
        bar.getChildren().addAll(rows.steps());
        bar.getChildren().add(open);
        return bar;
    }

    private HBox segments() {
        var bar = new HBox();
        bar.getStyleClass().add("segments");
        bar.setMaxHeight(USE_PREF_SIZE);
        bar.setMinWidth(USE_PREF_SIZE);
        for (Comparison each :
                List.of(new Comparison.Unstaged(), new Comparison.Staged(), new Comparison.Uncommitted())) {
            var segment = new ToggleButton(words.text(name(each)));
            segment.getStyleClass().add("segment");
            segment.setOnAction(_ -> {
                model.compare(each);
                segment.setSelected(true);
            });
            segments.put(each, segment);
            bar.getChildren().add(segment);
        }
        Roving.over(bar, Orientation.HORIZONTAL);
        return bar;
    }

    private static String name(Comparison comparison) {
        return switch (comparison) {
            case Comparison.Unstaged _ -> "source.unstaged";
            case Comparison.Staged _ -> "source.staged";
            case Comparison.Uncommitted _ -> "source.uncommitted";
            case Comparison.InCommit _ -> "source.commit";
        };
    }

    private void keyPressed(KeyEvent event) {
        Optional<Integer> hunk = model.chosenProperty().get();
        boolean plain = !event.isShortcutDown() && !event.isAltDown() && !event.isShiftDown();
        if (plain && event.getCode() == KeyCode.SPACE) {
            hunk.ifPresent(model::move);
        } else if (plain && event.getCode() == KeyCode.DELETE) {
            hunk.ifPresent(model::discard);
        } else {
            return;
        }
        event.consume();
    }

    private void refresh() {
        Comparison comparison = model.comparisonProperty().get();
        segments.forEach((each, segment) -> segment.setSelected(each.equals(comparison)));
        heads.show(comparison, head.getValue());
        Optional<SourceDiff> shown = model.shownProperty().get();
        shown.ifPresent(heads::show);
        open.setDisable(
                shown.filter(d -> !(d.right() instanceof FileSide.Absent)).isEmpty());
        showPosition();
        Node next = model.problemProperty()
                .get()
                .map(this::problem)
                .or(() -> shown.map(this::content))
                .orElseGet(() -> note("source.loading", ""));
        if (!center.getChildren().equals(List.of(next))) {
            center.getChildren().setAll(next);
            if (focusLater && next == rows) {
                focusLater = false;
                rows.list().requestFocus();
            }
        }
    }

    private void showPosition() {
        int total = model.total();
        position.setText(
                total == 0
                        ? ""
                        : words.text(
                                "diff.position",
                                model.chosenProperty().get().map(i -> i + 1).orElse(0),
                                total));
    }

    private Node content(SourceDiff diff) {
        if (diff.same()) {
            return switch (diff.comparison()) {
                case Comparison.Unstaged _ -> note("source.same.unstaged", "source.same.unstaged.detail");
                case Comparison.Staged _ -> note("source.same.staged", "source.same.staged.detail");
                case Comparison.Uncommitted _, Comparison.InCommit _ -> note("source.same", "");
            };
        }
        if (diff.hunks().isEmpty()) {
            return new EmptyState(
                    new SimpleStringProperty(SourceTexts.change(diff, words)),
                    new SimpleStringProperty(SourceTexts.why(diff, words)));
        }
        return rows;
    }

    private Node problem(Problem problem) {
        ProblemText text = words.engine().text(problem);
        return new EmptyState(
                new SimpleStringProperty(text.what() + " " + text.why()),
                new SimpleStringProperty(text.state() + " " + text.todo() + " " + text.code()));
    }

    private EmptyState note(String title, String detail) {
        return new EmptyState(words.live(title), detail.isEmpty() ? new SimpleStringProperty("") : words.live(detail));
    }
}
