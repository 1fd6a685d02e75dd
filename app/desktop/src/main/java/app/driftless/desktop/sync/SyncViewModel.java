package app.driftless.desktop.sync;

import app.driftless.core.diff.Action;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.SyncState;
import app.driftless.desktop.fx.KeyedList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The syncs of the workspace, and the chosen one with its ledger. Its results are those of the entry of the ledger
/// that is opened, else of the sync that runs, else of the last one. FX thread.
public final class SyncViewModel {
    private final ObservableValue<List<ClusterSync>> source;
    private final ObservableList<ClusterSync> syncs = FXCollections.observableArrayList();
    private final ObservableList<ObjectResult> results = FXCollections.observableArrayList();
    private final ObservableList<SyncReport> ledger = FXCollections.observableArrayList();
    private final StringProperty chosenId = new SimpleStringProperty("");
    private final StringProperty ledgerText = new SimpleStringProperty("");
    private final ObjectProperty<Optional<String>> openedId = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<ObjectResult.Outcome>> filter = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ClusterSync>> chosen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<SyncReport>> opened = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Map<ObjectResult.Outcome, Integer>> counts =
            new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<Integer> running = new ReadOnlyObjectWrapper<>(0);
    private final SyncActions actions;
    private final ObservableValue<Boolean> paused;

    public SyncViewModel(
            ObservableValue<List<ClusterSync>> source, ObservableValue<Boolean> paused, SyncActions actions) {
        this.source = source;
        this.paused = paused;
        this.actions = actions;
        source.subscribe(_ -> refresh());
        chosenId.subscribe(_ -> {
            openedId.set(Optional.empty());
            refresh();
        });
        openedId.subscribe(_ -> refresh());
        filter.subscribe(_ -> refresh());
        ledgerText.subscribe(_ -> refresh());
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

    /// What became of each object, as far as the filter lets it through.
    public ObservableList<ObjectResult> results() {
        return results;
    }

    /// How many results there are of each outcome, whatever the filter is.
    ReadOnlyObjectProperty<Map<ObjectResult.Outcome, Integer>> counts() {
        return counts.getReadOnlyProperty();
    }

    /// The outcome that results are narrowed to; empty for all.
    ObjectProperty<Optional<ObjectResult.Outcome>> filterProperty() {
        return filter;
    }

    /// Former syncs, newest first, as far as [#ledgerTextProperty()] lets them through.
    public ObservableList<SyncReport> ledger() {
        return ledger;
    }

    /// Narrows the ledger: words of the subject, the commit's id or its author.
    StringProperty ledgerTextProperty() {
        return ledgerText;
    }

    /// The entry of the ledger whose results are shown; empty for what is now.
    ReadOnlyObjectProperty<Optional<SyncReport>> opened() {
        return opened.getReadOnlyProperty();
    }

    /// Shows what an entry of the ledger did.
    public void open(SyncReport report) {
        openedId.set(Optional.of(report.id()));
    }

    /// Shows what is now.
    public void openNow() {
        openedId.set(Optional.empty());
    }

    /// The former sync whose results are shown; empty while one runs.
    Optional<SyncReport> reported() {
        return opened.get().or(() -> chosen.get().flatMap(SyncViewModel::reportOf));
    }

    /// Shows an object before and after the sync whose results are shown, if that wrote it or was about to.
    void compare(ObjectResult result) {
        if (comparable(result)) {
            reported().ifPresent(report -> actions.compare(report, result.key()));
        }
    }

    boolean comparable(ObjectResult result) {
        return result.action() != Action.UNCHANGED && reported().isPresent();
    }

    /// Whether a former sync wrote something that nobody has undone since.
    boolean undoable(SyncReport report) {
        boolean undone = chosen.get()
                .filter(s -> s.ledger().stream()
                        .anyMatch(r -> r.undoes().equals(Optional.of(report.id()))
                                && r.count(ObjectResult.Outcome.APPLIED) > 0))
                .isPresent();
        return report.count(ObjectResult.Outcome.APPLIED) > 0 && !undone;
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
        boolean begins =
                picked.filter(s -> s.state() instanceof SyncState.Applying).isPresent()
                        && chosen.get()
                                .filter(s -> s.state() instanceof SyncState.Applying)
                                .isEmpty();
        if (begins && openedId.get().isPresent()) {
            openedId.set(Optional.empty());
            return;
        }
        chosen.set(picked);
        List<SyncReport> records = picked.map(ClusterSync::ledger).orElse(List.of());
        opened.set(openedId.get()
                .flatMap(id -> records.stream().filter(r -> r.id().equals(id)).findFirst()));
        KeyedList.update(ledger, records.stream().filter(this::wanted).toList(), SyncReport::id);
        showResults(opened.get()
                .map(SyncReport::results)
                .or(() -> picked.map(SyncViewModel::resultsOf))
                .orElse(List.of()));
        running.set((int) now.stream().filter(s -> isRunning(s.state())).count());
    }

    private void showResults(List<ObjectResult> all) {
        var each = new EnumMap<ObjectResult.Outcome, Integer>(ObjectResult.Outcome.class);
        all.forEach(r -> each.merge(r.outcome(), 1, Integer::sum));
        counts.set(each);
        List<ObjectResult> shown = all.stream()
                .filter(r -> filter.get().map(o -> o == r.outcome()).orElse(true))
                .toList();
        KeyedList.update(results, shown, ObjectResult::key);
    }

    private boolean wanted(SyncReport report) {
        String hay = (report.commit().subject() + " " + report.commit().id() + " "
                        + report.commit().author())
                .toLowerCase(Locale.ROOT);
        return Stream.of(ledgerText.get().toLowerCase(Locale.ROOT).strip().split("\\s+"))
                .allMatch(hay::contains);
    }

    static boolean isRunning(SyncState state) {
        return state instanceof SyncState.Planning || state instanceof SyncState.Applying;
    }

    private static List<ObjectResult> resultsOf(ClusterSync sync) {
        return sync.state() instanceof SyncState.Applying applying
                ? applying.done()
                : reportOf(sync).map(SyncReport::results).orElse(List.of());
    }

    private static Optional<SyncReport> reportOf(ClusterSync sync) {
        return switch (sync.state()) {
            case SyncState.Applying _ -> Optional.empty();
            case SyncState.Done(var report) -> Optional.of(report);
            case SyncState.Idle _, SyncState.Planning _, SyncState.AwaitingApproval _, SyncState.Stopped _ ->
                sync.ledger().stream().findFirst();
        };
    }
}
