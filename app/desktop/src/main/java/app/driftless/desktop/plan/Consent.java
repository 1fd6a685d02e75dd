package app.driftless.desktop.plan;

import app.driftless.core.diff.Difference;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.repo.Commit;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.workspace.Protection;
import app.driftless.desktop.diff.Choices;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What a person has said so far of what has to be said before a plan, or a part of it, may run: the cluster's name
/// where it is locked, each delete and each replacement, and whether to go on without what would be refused (§2 of
/// the trust reference). FX thread.
public final class Consent {
    private final Choices choices;
    private final StringProperty typedName = new SimpleStringProperty("");
    private final BooleanProperty withoutRefused = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper met = new ReadOnlyBooleanWrapper();
    private final ReadOnlyIntegerWrapper said = new ReadOnlyIntegerWrapper();
    private final Set<ResourceKey> ticked = new HashSet<>();
    private Optional<ConsentFacts> facts = Optional.empty();
    private Optional<String> commit = Optional.empty();

    /// What somebody said yes to: exactly this plan, with exactly this allowed.
    public record Given(SyncPlan plan, SyncApproval approval) {}

    Consent(Choices choices) {
        this.choices = choices;
        typedName.subscribe(_ -> update());
        withoutRefused.subscribe(_ -> update());
    }

    /// Asks for what `next` needs. What was said counts for its commit: where a comparison leaves an object out for a
    /// moment, because it failed there, it is not asked about twice.
    void ask(Optional<ConsentFacts> next) {
        facts = next;
        Optional<String> now = next.flatMap(f -> f.plan().commit()).map(Commit::id);
        if (now.isPresent() && !now.equals(commit)) {
            commit = now;
            forget();
        }
        if (next.filter(f -> !f.refused().isEmpty()).isEmpty()) {
            withoutRefused.set(false);
        }
        update();
    }

    Optional<ConsentFacts> facts() {
        return facts;
    }

    /// Forgets all that was said.
    public void reset() {
        forget();
        update();
    }

    private void forget() {
        ticked.clear();
        typedName.set("");
        withoutRefused.set(false);
    }

    StringProperty typedNameProperty() {
        return typedName;
    }

    BooleanProperty withoutRefusedProperty() {
        return withoutRefused;
    }

    /// Whether everything that has to be said is.
    ReadOnlyBooleanProperty metProperty() {
        return met.getReadOnlyProperty();
    }

    boolean needsName() {
        return facts.map(f -> f.protection() == Protection.LOCKED).orElse(false);
    }

    boolean ticked(ResourceKey key) {
        return ticked.contains(key);
    }

    void tick(ResourceKey key, boolean yes) {
        if (yes ? ticked.add(key) : ticked.remove(key)) {
            update();
            said.set(said.get() + 1);
        }
    }

    /// How many objects are replaced, given what was said so far.
    long replaced() {
        return facts.map(f -> f.replaceable().stream().filter(ticked::contains).count())
                .orElse(0L);
    }

    /// Another number whenever something was said.
    ReadOnlyIntegerProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    /// The plan as it is asked about now, and what is allowed for it. A later plan changes nothing of it.
    ///
    /// @throws java.util.NoSuchElementException if there is no plan
    public Given given() {
        return new Given(facts.orElseThrow().plan(), approval());
    }

    /// What is allowed thereby, with what was chosen for single fields.
    private SyncApproval approval() {
        ConsentFacts f = facts.orElseThrow();
        SyncApproval approval = SyncApproval.plain();
        for (ResourceKey key : ticked) {
            if (f.replaceable().contains(key)) {
                approval = approval.with(key, o -> o.replaced());
            } else if (f.askedDeletes().contains(key)) {
                approval = approval.with(key, o -> o.deleted());
            }
        }
        if (withoutRefused.get()) {
            approval = approval.withoutTheRefused();
        }
        return switch (f.extent()) {
            case Extent.Whole _, Extent.Undoing _ -> choices.applied(f.plan(), approval);
            case Extent.OneObject(var key) ->
                choices.applied(f.plan(), approval).withOnly(Set.of(key));
            case Extent.OneField(var key, var difference) -> oneField(approval, key, difference);
        };
    }

    /// The field is ours again, or what was added goes; other conflicts of the object stay with their owners.
    private static SyncApproval oneField(SyncApproval approval, ResourceKey key, Difference difference) {
        Set<String> path = Set.of(difference.fieldPath());
        return approval.with(SyncApproval.Conflicts.LEAVE)
                .with(
                        key,
                        o -> difference.addedByHand()
                                ? o.remove(path)
                                : o.take(path).only(path))
                .withOnly(Set.of(key));
    }

    private void update() {
        met.set(facts.map(f -> (f.protection() != Protection.LOCKED
                                || f.plan().cluster().equals(typedName.get().strip()))
                        && ticked.containsAll(f.askedDeletes())
                        && (f.refused().isEmpty() || withoutRefused.get())
                        && (!(f.extent() instanceof Extent.OneObject) || f.writes(replaced())))
                .orElse(false));
    }
}
