package app.driftless.desktop.sync;

import app.driftless.core.problem.Problem;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.SyncState;
import app.driftless.desktop.fx.Cells;
import app.driftless.desktop.fx.Roving;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.ProblemPane;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.shell.EmptyState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// What became of each object: in the sync that runs or ran last, or in the entry of the ledger that is opened.
final class ResultsPane extends VBox {
    private static final double ROW = 26;
    private final SyncViewModel model;
    private final Surroundings around;
    private final Words words;
    private final Label title = new Label();
    private final Label about = new Label();
    private final Button now = new Button();
    private final StackPane problem = new StackPane();
    private final ListView<ObjectResult> list;

    /// @param back puts the focus where the shown sync was chosen
    ResultsPane(SyncViewModel model, Surroundings around, Runnable back) {
        this.model = model;
        this.around = around;
        words = around.words();
        list = new ListView<>(model.results());
        list.setFixedCellSize(ROW);
        list.accessibleTextProperty().bind(words.live("sync.resources"));
        list.setCellFactory(Cells.of(() -> new ResultRow(words), ResultRow::show));
        var empty = new EmptyState(words.live("sync.empty"), words.live("sync.empty.detail"));
        empty.visibleProperty()
                .bind(Bindings.isEmpty(model.results())
                        .and(Bindings.createBooleanBinding(
                                () -> model.counts().get().isEmpty(), model.counts())));
        problem.getStyleClass().add("sync-problem");
        var detail = new ResultDetail(model, around);
        list.getSelectionModel().selectedItemProperty().subscribe(r -> detail.show(Optional.ofNullable(r)));
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                compareSelected();
            } else if (event.getCode() == KeyCode.ESCAPE) {
                back.run();
            }
        });
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                compareSelected();
            }
        });
        var stack = new StackPane(list, empty);
        VBox.setVgrow(stack, Priority.ALWAYS);
        getChildren().addAll(head(), problem, stack, detail);
        model.opened().subscribe(_ -> refresh());
        model.chosen().subscribe(_ -> refresh());
        words.locale().subscribe(_ -> refresh());
    }

    private void compareSelected() {
        ObjectResult result = list.getSelectionModel().getSelectedItem();
        if (result != null) {
            model.compare(result);
        }
    }

    /// Puts the focus on the results, on one of them.
    void focusList() {
        if (list.getSelectionModel().isEmpty()) {
            list.getSelectionModel().selectFirst();
        }
        list.requestFocus();
    }

    private HBox head() {
        title.getStyleClass().add("strong");
        title.setMinWidth(Region.USE_PREF_SIZE);
        about.getStyleClass().addAll("muted", "small");
        about.setMinWidth(0);
        now.textProperty().bind(words.live("sync.now"));
        now.getStyleClass().add("small");
        now.setMinWidth(Region.USE_PREF_SIZE);
        now.setOnAction(_ -> model.openNow());
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var head = new HBox(8, title, about, gap, now, chips());
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("results-head");
        return head;
    }

    /// All, then each outcome that there is, with its count.
    private HBox chips() {
        var box = new HBox(4);
        box.setAlignment(Pos.CENTER_RIGHT);
        box.setMinWidth(USE_PREF_SIZE);
        box.getChildren().add(chip(Optional.empty()));
        for (Outcome outcome : Outcome.values()) {
            box.getChildren().add(chip(Optional.of(outcome)));
        }
        Roving.over(box, Orientation.HORIZONTAL);
        return box;
    }

    private ToggleButton chip(Optional<Outcome> outcome) {
        var chip = new ToggleButton();
        chip.getStyleClass().add("chip");
        String key = "sync.chip."
                + outcome.map(o -> o.name().toLowerCase(Locale.ROOT)).orElse("all");
        var count = model.counts().map(c -> outcome.map(o -> c.getOrDefault(o, 0))
                .orElseGet(() -> c.values().stream().mapToInt(n -> n).sum()));
        chip.textProperty().bind(count.flatMap(n -> words.live(key, n)));
        chip.visibleProperty().bind(count.map(n -> n > 0));
        chip.managedProperty().bind(chip.visibleProperty());
        model.filterProperty().subscribe(f -> chip.setSelected(f.equals(outcome)));
        chip.setOnAction(_ -> {
            model.filterProperty().set(chip.isSelected() ? outcome : Optional.empty());
            chip.setSelected(model.filterProperty().get().equals(outcome));
        });
        return chip;
    }

    private void refresh() {
        Optional<SyncReport> opened = model.opened().get();
        title.setText(
                opened.map(r -> words.text("sync.opened", r.commit().shortId())).orElse(words.text("sync.resources")));
        about.setText(opened.map(r ->
                        LedgerText.line(r, words, around.ages(), around.now().getValue()))
                .orElse(""));
        now.setVisible(opened.isPresent());
        now.setManaged(opened.isPresent());
        Optional<Problem> why = opened.isPresent()
                ? opened.flatMap(SyncReport::problem)
                : model.chosen().get().flatMap(ResultsPane::problemNow);
        problem.getChildren()
                .setAll(why.map(p -> List.<Node>of(new ProblemPane(p, words))).orElse(List.of()));
    }

    private static Optional<Problem> problemNow(ClusterSync sync) {
        return switch (sync.state()) {
            case SyncState.Stopped stopped -> Optional.of(stopped.problem());
            case SyncState.Done(var report) -> report.problem();
            case SyncState.Idle _, SyncState.Planning _, SyncState.AwaitingApproval _, SyncState.Applying _ ->
                Optional.empty();
        };
    }
}
