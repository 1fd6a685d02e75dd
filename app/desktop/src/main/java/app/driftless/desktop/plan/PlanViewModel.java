package app.driftless.desktop.plan;

import app.driftless.core.diff.Action;
import app.driftless.core.flow.Loadable;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.manifest.Severity;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.workspace.Protection;
import app.driftless.desktop.diff.Choice;
import app.driftless.desktop.diff.Choices;
import app.driftless.desktop.diff.Decision;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/// Plans per cluster, which one and which of its objects is looked at, and what still has to be confirmed. FX thread.
public final class PlanViewModel {
    private final ObservableValue<List<PlanEntry>> entries;
    private final PlanActions actions;
    private final ObjectProperty<Optional<PlanEntry>> chosen = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<PlannedChange>> change = new SimpleObjectProperty<>(Optional.empty());
    private final Choices choices;
    private final Consent consent;
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();

    /// @param choices what was decided about single fields, here and elsewhere
    public PlanViewModel(ObservableValue<List<PlanEntry>> entries, Choices choices, PlanActions actions) {
        this.entries = entries;
        this.choices = choices;
        this.actions = actions;
        consent = new Consent(choices);
        entries.subscribe(this::refresh);
        choices.madeProperty().subscribe(_ -> update());
        consent.metProperty().subscribe(_ -> update());
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

    /// What has to be said before the chosen plan may run.
    Consent consent() {
        return consent;
    }

    Choices choices() {
        return choices;
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
            consent.reset();
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

    public Protection protection() {
        return chosen.get().map(e -> e.environment().protection()).orElse(Protection.OPEN);
    }

    /// Whether the object can only be changed by deleting and creating it.
    boolean replaceable(PlannedChange candidate) {
        return consent.facts()
                .filter(f -> f.replaceable().contains(candidate.diff().key()))
                .isPresent();
    }

    /// Whether the object stays as it is until somebody decides.
    boolean holds(PlannedChange candidate) {
        return plan().map(p -> choices.holds(p, candidate.diff())).orElse(false);
    }

    /// The change of an object, if the plan has one.
    Optional<PlannedChange> find(ResourceKey key) {
        return listed().stream().filter(c -> c.diff().key().equals(key)).findFirst();
    }

    /// Shows the diff of an object.
    void look(ResourceKey key) {
        find(key).ifPresent(c -> change.set(Optional.of(c)));
    }

    /// Shows what each rule of the plan does.
    void showRules() {
        plan().ifPresent(actions::showRules);
    }

    /// Decides all that is open in an object the same way.
    void decide(PlannedChange about, Choice choice) {
        plan().ifPresent(p -> choices.chooseAll(p, about.diff(), choice));
    }

    /// What was decided about an object that no rule remembers yet.
    List<Decision> decisions(PlannedChange about) {
        return plan().map(p -> choices.decisions(p, about.diff())).orElse(List.of());
    }

    /// Makes rules of what was decided about an object.
    void remember(PlannedChange about) {
        chosen.get().ifPresent(entry -> actions.remember(entry, decisions(about)));
    }

    /// Asks for the last yes where there is something to ask, then runs the plan with what was confirmed.
    public void run() {
        if (ready.get()) {
            chosen.get().ifPresent(entry -> actions.run(entry, consent));
        }
    }

    /// Carries out one object of the plan and nothing else.
    void runOnly(PlannedChange change) {
        chosen.get().ifPresent(entry -> actions.runOnly(entry, change.diff().key()));
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
        consent.ask(chosen.get().flatMap(e -> plan().map(p ->
                ConsentFacts.of(e, p, actions.extent(), actions.unpushed().size(), choices))));
        ready.set(fresh && sound && something && consent.metProperty().get());
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
