package app.driftless.desktop.diff;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.sync.SyncApproval;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What a person decided about fields so far, shared by diff and plan. It is kept by field, not by plan, so that it
/// survives planning anew; what no longer differs does not count. FX thread.
public final class Choices {
    /// Where something was chosen.
    ///
    /// @param path in the notation of managedFields
    public record Field(String environment, String cluster, ResourceKey key, String path) {}

    private final ReadOnlyObjectWrapper<Map<Field, Choice>> made = new ReadOnlyObjectWrapper<>(Map.of());

    /// What was chosen, where it is more than the default.
    public ReadOnlyObjectProperty<Map<Field, Choice>> madeProperty() {
        return made.getReadOnlyProperty();
    }

    public Choice of(Field field) {
        return made.get().getOrDefault(field, Choice.LATER);
    }

    public void choose(Field field, Choice choice) {
        var next = new HashMap<>(made.get());
        if (choice == Choice.LATER) {
            next.remove(field);
        } else {
            next.put(field, choice);
        }
        made.set(Map.copyOf(next));
    }

    /// Forgets what was chosen for an environment in a cluster: it has been carried out.
    public void forget(String environment, String cluster) {
        var next = new HashMap<>(made.get());
        next.keySet()
                .removeIf(
                        f -> f.environment().equals(environment) && f.cluster().equals(cluster));
        made.set(Map.copyOf(next));
    }

    /// `approval` with what was chosen for the fields that differ in `plan`.
    public SyncApproval applied(SyncPlan plan, SyncApproval approval) {
        SyncApproval all = approval;
        for (PlannedChange change : plan.changes()) {
            all = applied(plan.environment(), plan.cluster(), change.diff(), all);
        }
        return all;
    }

    private SyncApproval applied(String environment, String cluster, ResourceDiff diff, SyncApproval approval) {
        Map<Choice, Set<String>> paths = new EnumMap<>(Choice.class);
        for (Difference difference : diff.differences()) {
            Choice choice = of(new Field(environment, cluster, diff.key(), difference.fieldPath()));
            if (Choice.open(difference).contains(choice)) {
                paths.computeIfAbsent(choice, _ -> new HashSet<>()).add(difference.fieldPath());
            }
        }
        SyncApproval all = approval;
        for (var each : paths.entrySet()) {
            all = switch (each.getKey()) {
                case LATER -> all;
                case TAKE_OVER -> all.with(diff.key(), o -> o.take(each.getValue()));
                case LEAVE -> all.with(diff.key(), o -> o.leave(each.getValue()));
                case REMOVE -> all.with(diff.key(), o -> o.remove(each.getValue()));
            };
        }
        return all;
    }

    /// Whether a sync leaves this object of `plan` as it is until somebody decides: a conflict is open that no rule
    /// settles, all that differs was added by hand, or another tool looks after it.
    public boolean holds(SyncPlan plan, ResourceDiff diff) {
        if (diff.action() != Action.UPDATE && diff.action() != Action.OWNERSHIP) {
            return false;
        }
        boolean notOurs = plan.risks().stream()
                .anyMatch(r -> r.kind() == Risk.Kind.REFUSED && r.resource().equals(diff.key()));
        List<Difference> open = diff.differences().stream()
                .filter(d -> !Choice.open(d).isEmpty()
                        && plan.takeOver().settling(diff.key(), d).isEmpty()
                        && of(new Field(plan.environment(), plan.cluster(), diff.key(), d.fieldPath())) == Choice.LATER)
                .toList();
        return notOurs || open.stream().anyMatch(Difference::conflict) || onlyByHand(diff) && !open.isEmpty();
    }

    /// What was decided about conflicts of an object of `plan`, as far as no rule says so already.
    public List<Decision> decisions(SyncPlan plan, ResourceDiff diff) {
        return diff.differences().stream()
                .filter(d -> plan.takeOver().settling(diff.key(), d).isEmpty())
                .flatMap(d -> {
                    Choice choice = of(new Field(plan.environment(), plan.cluster(), diff.key(), d.fieldPath()));
                    boolean decided = d.conflict() && (choice == Choice.TAKE_OVER || choice == Choice.LEAVE);
                    return decided ? Stream.of(new Decision(diff.key(), d, choice)) : Stream.empty();
                })
                .toList();
    }

    private static boolean onlyByHand(ResourceDiff diff) {
        return diff.differences().stream()
                .filter(d -> d.kind() == DiffClass.YOURS || d.kind() == DiffClass.DRIFT)
                .allMatch(Difference::addedByHand);
    }

    /// Chooses the same for all that is open in an object.
    public void chooseAll(SyncPlan plan, ResourceDiff diff, Choice choice) {
        diff.differences().stream()
                .filter(d -> Choice.open(d).contains(choice))
                .forEach(d -> choose(new Field(plan.environment(), plan.cluster(), diff.key(), d.fieldPath()), choice));
    }
}
