package app.driftless.desktop.sync;

import app.driftless.core.diff.Action;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.SyncState;
import app.driftless.desktop.i18n.Ages;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.theme.Icons;
import java.time.Instant;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// One cluster at the top of the sync screen: what it is doing, how far it is, and the one thing to do next.
final class SyncCard extends VBox {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final SyncViewModel model;
    private final Surroundings around;
    private final Words words;
    private final Ages ages;
    private final ProgressBar bar = new ProgressBar();
    private final Label first = new Label();
    private final Label second = new Label();
    private final Node lock = Icons.of(Octicons.LOCK_16, 12);
    private final Button next = new Button();
    private ClusterSync sync;
    private Instant now;

    SyncCard(ClusterSync sync, SyncViewModel model, Surroundings around) {
        this.sync = sync;
        this.model = model;
        this.around = around;
        words = around.words();
        ages = around.ages();
        now = around.now().getValue();
        getStyleClass().addAll("card", "sync-card");
        setFocusTraversable(true);
        bar.setMaxWidth(Double.MAX_VALUE);
        first.getStyleClass().addAll("small", "muted");
        first.setMinWidth(0);
        second.getStyleClass().addAll("small", "subtle");
        next.getStyleClass().add("small");
        getChildren().addAll(head(), bar, first, second);
        setOnMouseClicked(_ -> model.choose(this.sync));
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                model.choose(this.sync);
            }
        });
        show(sync);
    }

    /// Shows another state of the same cluster. The card stays the one it is: a button that were made anew under the
    /// pointer, or under the focus, would lose the click.
    void show(ClusterSync latest) {
        sync = latest;
        now = around.now().getValue();
        bar.setProgress(progress());
        bar.setAccessibleText(words.text("sync.progress", sync.cluster()));
        first.setText(firstLine());
        second.setText(secondLine());
        lock.setVisible(sync.locked());
        lock.setManaged(sync.locked());
        showNext();
        setAccessibleText(sync.environment().name() + ", " + sync.cluster() + ", " + firstLine());
    }

    void markChosen(boolean chosen) {
        pseudoClassStateChanged(CHOSEN, chosen);
    }

    private HBox head() {
        var name = new Label(sync.cluster());
        name.getStyleClass().add("strong");
        var environment = new Label(sync.environment().name());
        environment.getStyleClass().add("muted");
        var head = new HBox(8, name, environment);
        head.setAlignment(Pos.CENTER_LEFT);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        head.getChildren().addAll(lock, gap, next);
        return head;
    }

    private void showNext() {
        SyncActions actions = model.actions();
        ClusterSync about = sync;
        if (!about.bound()) {
            offer("sync.bind", () -> actions.bind(about));
            return;
        }
        switch (about.state()) {
            case SyncState.Planning _, SyncState.Applying _ -> offer("sync.cancel", () -> actions.cancel(about));
            case SyncState.Stopped _ -> offer("sync.retry", () -> actions.retry(about));
            case SyncState.Idle _, SyncState.Done _, SyncState.AwaitingApproval _ -> {
                if (about.observeOnly()) {
                    offer("sync.allowWrites", () -> actions.allowWrites(about));
                } else {
                    offer("sync.plan", () -> actions.plan(about));
                }
            }
        }
    }

    private void offer(String key, Runnable run) {
        next.setText(words.text(key));
        next.setAccessibleText(words.text(key) + ", " + sync.cluster());
        next.setOnAction(_ -> run.run());
    }

    private double progress() {
        return switch (sync.state()) {
            case SyncState.Planning _ -> ProgressBar.INDETERMINATE_PROGRESS;
            case SyncState.Applying(var plan, var done) -> work(plan) == 0 ? 1 : (double) done.size() / work(plan);
            case SyncState.Done _ -> 1;
            case SyncState.Idle _, SyncState.AwaitingApproval _, SyncState.Stopped _ -> 0;
        };
    }

    private static long work(SyncPlan plan) {
        return plan.changes().stream()
                .filter(c -> c.diff().action() != Action.UNCHANGED)
                .count();
    }

    private String firstLine() {
        if (!sync.bound()) {
            return words.text("sync.unbound");
        }
        return switch (sync.state()) {
            case SyncState.Planning _ -> words.text("sync.planning");
            case SyncState.AwaitingApproval _ -> words.text("sync.awaiting");
            case SyncState.Applying(var plan, var done) -> words.text("sync.applying", done.size(), work(plan));
            case SyncState.Done(var report) ->
                words.text(
                        report.cancelled() ? "sync.cancelledAt" : "sync.doneAt",
                        report.commit().shortId(),
                        ages.ago(report.endedAt(), now));
            case SyncState.Stopped stopped ->
                words.engine().text(stopped.problem()).what();
            case SyncState.Idle idle ->
                idle.last()
                        .map(r -> words.text("sync.doneAt", r.commit().shortId(), ages.ago(r.endedAt(), now)))
                        .orElse(words.text("sync.never"));
        };
    }

    private String secondLine() {
        return switch (sync.state()) {
            case SyncState.Done(var report) ->
                words.text(
                        "sync.counts",
                        report.count(ObjectResult.Outcome.APPLIED),
                        report.count(ObjectResult.Outcome.HELD),
                        report.count(ObjectResult.Outcome.FAILED));
            case SyncState.Stopped stopped ->
                stopped.retryAt()
                        .map(at -> words.text("sync.retryAt", ages.clock(at)))
                        .orElse(words.text("sync.waits"));
            case SyncState.Idle idle ->
                idle.nextLook()
                        .map(at -> words.text("sync.nextLook", ages.clock(at)))
                        .orElse(sync.observeOnly() ? words.text("sync.observes") : words.text("sync.manual"));
            case SyncState.Planning _, SyncState.AwaitingApproval _, SyncState.Applying _ ->
                sync.observeOnly() ? words.text("sync.observes") : "";
        };
    }
}
