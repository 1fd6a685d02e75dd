package app.driftless.desktop.plan;

import app.driftless.core.diff.Action;
import app.driftless.core.flow.Loadable;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.manifest.Severity;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.workspace.Protection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

/// Plans per cluster, which one and which of its objects is looked at, and what still has to be confirmed. FX thread.
public final class PlanViewModel {
    private final ObservableValue<List<PlanEntry>> entries;
    private final PlanActions actions;
    private final ObjectProperty<Optional<PlanEntry>> chosen = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<PlannedChange>> change = new SimpleObjectProperty<>(Optional.empty());
    private final StringProperty typedName = new SimpleStringProperty("");
    private final Set<ResourceKey> consents = new HashSet<>();
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();

    public PlanViewModel(ObservableValue<List<PlanEntry>> entries, PlanActions actions) {
        this.entries = entries;
        this.actions = actions;
        entries.subscribe(this::refresh);
        typedName.subscribe(_ -> update());
    }

    public ObservableValue<List<PlanEntry>> entries() {
        return entries;
    }

    public ObjectProperty<Optional<PlanEntry>> chosenProperty() {
        return chosen;
    }

    /// The object whose diff is shown.
    public ObjectProperty<Optional<PlannedChange>> changeProperty() {
        return change;
    }

    public StringProperty typedNameProperty() {
        return typedName;
    }

    /// Whether everything that has to be confirmed is, so that the plan may run.
    public ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    public PlanActions actions() {
        return actions;
    }

    public Optional<SyncPlan> plan() {
        return chosen.get().flatMap(e -> e.plan().latest()).map(Loadable.Ready::value);
    }

    public void choose(PlanEntry entry) {
        boolean same = chosen.get().map(e -> e.id().equals(entry.id())).orElse(false);
        if (!same) {
            consents.clear();
            typedName.set("");
        }
        chosen.set(Optional.of(entry));
        Optional<ResourceKey> before = change.get().map(c -> c.diff().key());
        List<PlannedChange> listed = listed();
        change.set(listed.stream()
                .filter(c -> same && before.equals(Optional.of(c.diff().key())))
                .findFirst()
                .or(() -> listed.stream().findFirst()));
        update();
    }

    /// What is worth a line: risks first, then deletes, changes, creates; the unchanged are counted only.
    public List<PlannedChange> listed() {
        return plan().map(p -> p.changes().stream()
                        .filter(c -> c.diff().action() != Action.UNCHANGED)
                        .sorted(Comparator.comparing((PlannedChange c) -> !risky(p, c))
                                .thenComparing(c -> rank(c.diff().action())))
                        .toList())
                .orElse(List.of());
    }

    public boolean risky(PlannedChange candidate) {
        return plan().map(p -> risky(p, candidate)).orElse(false);
    }

    /// Deletes that need a checkbox of their own.
    public List<ResourceKey> deletesToConfirm() {
        boolean locked = protection() == Protection.LOCKED;
        return plan().map(p -> p.changes().stream()
                        .filter(c -> c.diff().action() == Action.DELETE)
                        .map(c -> c.diff().key())
                        .filter(key -> locked
                                || p.risks().stream()
                                        .anyMatch(
                                                r -> r.consent() && r.resource().equals(key)))
                        .toList())
                .orElse(List.of());
    }

    public boolean confirmed(ResourceKey key) {
        return consents.contains(key);
    }

    public void confirm(ResourceKey key, boolean yes) {
        if (yes ? consents.add(key) : consents.remove(key)) {
            update();
        }
    }

    public Protection protection() {
        return chosen.get().map(e -> e.environment().protection()).orElse(Protection.OPEN);
    }

    /// Runs the plan with what was confirmed.
    public void run() {
        if (ready.get()) {
            SyncApproval approval = SyncApproval.plain().withDeletes(consents);
            chosen.get().ifPresent(e -> plan().ifPresent(p -> actions.run(e, p, approval)));
        }
    }

    private void refresh(List<PlanEntry> now) {
        now.stream()
                .filter(e -> chosen.get().map(c -> c.id().equals(e.id())).orElse(false))
                .findFirst()
                .or(() -> now.stream().findFirst())
                .ifPresent(this::choose);
        update();
    }

    private void update() {
        boolean fresh = chosen.get()
                .map(e -> e.writable() && e.plan() instanceof Loadable.Ready)
                .orElse(false);
        boolean sound = plan().map(PlanViewModel::sound).orElse(false);
        boolean something = !listed().isEmpty() || !actions.unpushed().isEmpty();
        boolean named = protection() != Protection.LOCKED
                || chosen.get()
                        .map(e -> e.cluster().equals(typedName.get().strip()))
                        .orElse(false);
        ready.set(fresh && sound && something && named && consents.containsAll(deletesToConfirm()));
    }

    /// Nothing is broken in it, and nothing waits for a consent of its own.
    private static boolean sound(SyncPlan plan) {
        return plan.findings().stream().noneMatch(f -> f.severity() == Severity.ERROR)
                && plan.risks().stream().noneMatch(r -> r.kind() == Risk.Kind.LOOSENING);
    }

    private static boolean risky(SyncPlan plan, PlannedChange candidate) {
        return plan.risks().stream()
                .map(Risk::resource)
                .anyMatch(key -> key.equals(candidate.diff().key()));
    }

    private static int rank(Action action) {
        return switch (action) {
            case ERROR -> 0;
            case DELETE -> 1;
            case REPLACE -> 2;
            case UPDATE -> 3;
            case CREATE -> 4;
            case OWNERSHIP -> 5;
            case UNCHANGED -> 6;
        };
    }
}
