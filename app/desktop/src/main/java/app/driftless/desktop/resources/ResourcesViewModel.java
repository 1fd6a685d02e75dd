package app.driftless.desktop.resources;

import app.driftless.core.diff.Action;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.Problem;
import app.driftless.desktop.document.OpenTarget;
import app.driftless.desktop.fx.KeyedList;
import app.driftless.desktop.resources.TreeRow.Subject;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The environment tree: what is shown, folded and filtered. FX thread.
public final class ResourcesViewModel {
    private final ObservableValue<List<EnvironmentEntry>> environments;
    private final ObservableList<TreeRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Map<StateFilter, Integer>> counts = new ReadOnlyObjectWrapper<>(Map.of());
    private final BooleanProperty byKind = new SimpleBooleanProperty();
    private final StringProperty text = new SimpleStringProperty("");
    private final ObjectProperty<StateFilter> filter = new SimpleObjectProperty<>(StateFilter.ALL);
    private final Set<String> folded = new HashSet<>();
    private final Consumer<OpenTarget> open;
    private final Consumer<Subject.OfCluster> openCluster;
    private final Consumer<Problem> showProblem;
    private final Consumer<SyncTarget> syncOnly;

    /// A resource in one cluster, to be synced alone.
    public record SyncTarget(String environment, String cluster, ResourceKey key) {}

    /// @param open shows a resource
    /// @param openCluster shows a cluster: its sync, or how to bind it
    /// @param syncOnly asks, then syncs one resource and nothing else
    public ResourcesViewModel(
            ObservableValue<List<EnvironmentEntry>> environments,
            Consumer<OpenTarget> open,
            Consumer<Subject.OfCluster> openCluster,
            Consumer<Problem> showProblem,
            Consumer<SyncTarget> syncOnly) {
        this.environments = environments;
        this.open = open;
        this.openCluster = openCluster;
        this.showProblem = showProblem;
        this.syncOnly = syncOnly;
        environments.subscribe(_ -> refresh());
        byKind.subscribe(_ -> refresh());
        text.subscribe(_ -> refresh());
        filter.subscribe(_ -> refresh());
    }

    public ObservableList<TreeRow> rows() {
        return rows;
    }

    /// How many resources each chip would show.
    public ReadOnlyObjectProperty<Map<StateFilter, Integer>> counts() {
        return counts.getReadOnlyProperty();
    }

    public ObservableValue<List<EnvironmentEntry>> environments() {
        return environments;
    }

    public BooleanProperty byKindProperty() {
        return byKind;
    }

    public StringProperty textProperty() {
        return text;
    }

    public ObjectProperty<StateFilter> filterProperty() {
        return filter;
    }

    /// Folds or unfolds; a leaf stays as it is.
    public void fold(TreeRow row, boolean fold) {
        if (row.open().isEmpty()) {
            return;
        }
        if (fold ? folded.add(row.id()) : folded.remove(row.id())) {
            refresh();
        }
    }

    public void toggle(TreeRow row) {
        fold(row, row.open().orElse(false));
    }

    /// Folds every environment's groups, or unfolds all when all are folded already.
    public void foldAll() {
        var groups = rows.stream()
                .filter(r -> r.subject() instanceof Subject.OfGroup)
                .map(TreeRow::id)
                .toList();
        if (!folded.addAll(groups)) {
            folded.clear();
        }
        refresh();
    }

    /// The row that `row` is folded into.
    public Optional<TreeRow> parent(TreeRow row) {
        for (int i = rows.indexOf(row); i >= 0; i--) {
            if (rows.get(i).depth() < row.depth()) {
                return Optional.of(rows.get(i));
            }
        }
        return Optional.empty();
    }

    /// Does what Enter and a click on a row mean.
    public void activate(TreeRow row) {
        switch (row.subject()) {
            case Subject.OfResource resource -> open.accept(target(resource));
            case Subject.OfCluster cluster -> openCluster.accept(cluster);
            case Subject.OfProblem problem -> problem.environment().problem().ifPresent(showProblem);
            case Subject.OfEnvironment _, Subject.OfGroup _ -> toggle(row);
        }
    }

    /// Where a resource that differs can be synced alone: the clusters that are seen now.
    public List<SyncTarget> syncTargets(TreeRow row) {
        if (!(row.subject() instanceof Subject.OfResource resource)
                || resource.entry()
                        .state()
                        .action()
                        .filter(a -> a != Action.UNCHANGED)
                        .isEmpty()) {
            return List.of();
        }
        return environments.getValue().stream()
                .filter(e -> e.environment().name().equals(resource.environment()))
                .flatMap(e -> e.clusters().stream())
                .filter(ClusterEntry::isLive)
                .map(c -> new SyncTarget(
                        resource.environment(), c.name(), resource.entry().key()))
                .toList();
    }

    void syncOnly(SyncTarget target) {
        syncOnly.accept(target);
    }

    static OpenTarget target(Subject.OfResource resource) {
        var origin = resource.entry().origin();
        return new OpenTarget(
                origin.map(o -> o.path()),
                origin.map(o -> o.line()).orElse(0),
                Optional.of(resource.entry().key()),
                Optional.of(resource.environment()),
                Optional.empty());
    }

    private void refresh() {
        List<EnvironmentEntry> all = environments.getValue();
        var wish = new TreeRows.Wish(byKind.get(), text.get(), filter.get(), folded);
        KeyedList.update(rows, TreeRows.of(all, wish), TreeRow::id);
        var next = new EnumMap<StateFilter, Integer>(StateFilter.class);
        for (StateFilter chip : StateFilter.values()) {
            next.put(chip, (int) all.stream()
                    .flatMap(e -> e.resources().stream())
                    .filter(r -> chip.fits(r.state()))
                    .count());
        }
        counts.set(next);
    }
}
