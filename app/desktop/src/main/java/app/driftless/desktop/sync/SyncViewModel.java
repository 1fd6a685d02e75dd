package app.driftless.desktop.sync;

import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.SyncState;
import app.driftless.desktop.fx.KeyedList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The syncs of the workspace, and the chosen one with its results and its ledger. FX thread.
public final class SyncViewModel {
    private final ObservableValue<List<ClusterSync>> source;
    private final ObservableList<ClusterSync> syncs = FXCollections.observableArrayList();
    private final ObservableList<ObjectResult> results = FXCollections.observableArrayList();
    private final ObservableList<SyncReport> ledger = FXCollections.observableArrayList();
    private final StringProperty chosenId = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Optional<ClusterSync>> chosen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Integer> running = new ReadOnlyObjectWrapper<>(0);
    private final SyncActions actions;
    private final ObservableValue<Boolean> paused;

    public SyncViewModel(
            ObservableValue<List<ClusterSync>> source, ObservableValue<Boolean> paused, SyncActions actions) {
        this.source = source;
        this.paused = paused;
        this.actions = actions;
        source.subscribe(_ -> refresh());
        chosenId.subscribe(_ -> refresh());
    }

    public SyncActions actions() {
        return actions;
    }

    public ObservableValue<Boolean> paused() {
        return paused;
    }

    public ObservableList<ClusterSync> syncs() {
        return syncs;
    }

    /// What became of each object in the sync that runs, else in the last one.
    public ObservableList<ObjectResult> results() {
        return results;
    }

    public ObservableList<SyncReport> ledger() {
        return ledger;
    }

    public ReadOnlyObjectProperty<Optional<ClusterSync>> chosen() {
        return chosen.getReadOnlyProperty();
    }

    /// How many are being planned or applied.
    public ReadOnlyObjectProperty<Integer> running() {
        return running.getReadOnlyProperty();
    }

    public void choose(ClusterSync sync) {
        chosenId.set(sync.id());
    }

    public void choose(String environment, String cluster) {
        chosenId.set(environment + "@" + cluster);
    }

    private void refresh() {
        List<ClusterSync> now = source.getValue();
        KeyedList.update(syncs, now, ClusterSync::id);
        Optional<ClusterSync> picked = now.stream()
                .filter(s -> s.id().equals(chosenId.get()))
                .findFirst()
                .or(() -> now.stream().findFirst());
        chosen.set(picked);
        KeyedList.update(results, picked.map(SyncViewModel::resultsOf).orElse(List.of()), ObjectResult::key);
        KeyedList.update(ledger, picked.map(ClusterSync::ledger).orElse(List.of()), SyncReport::id);
        running.set((int) now.stream().filter(s -> isRunning(s.state())).count());
    }

    static boolean isRunning(SyncState state) {
        return state instanceof SyncState.Planning || state instanceof SyncState.Applying;
    }

    private static List<ObjectResult> resultsOf(ClusterSync sync) {
        return switch (sync.state()) {
            case SyncState.Applying applying -> applying.done();
            case SyncState.Done(var report) -> report.results();
            case SyncState.Idle _, SyncState.Planning _, SyncState.AwaitingApproval _, SyncState.Stopped _ ->
                sync.ledger().stream().findFirst().map(SyncReport::results).orElse(List.of());
        };
    }
}
