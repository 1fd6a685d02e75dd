package app.driftless.core.internal.sync;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.ObjectApproval;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.sync.SyncProblem;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a sync does about one line of its plan, given what was approved. Pure.
sealed interface Decision {
    /// @param conflicts what to do where another manager owns fields
    /// @param approved field paths that may be taken
    /// @param removals live additions to remove
    /// @param apply false where only removals are wanted
    /// @param fields what of it is sent
    record Write(
            SyncApproval.Conflicts conflicts,
            Set<String> approved,
            Set<String> removals,
            boolean apply,
            SentFields fields)
            implements Decision {}

    record Delete() implements Decision {}

    /// Delete it, and create it anew as it is wanted.
    record Replace() implements Decision {}

    /// A person has to decide.
    record Hold(Problem problem) implements Decision {}

    record Fail(Problem problem) implements Decision {}

    record Skip() implements Decision {}

    /// Whether something is sent to the cluster for it.
    default boolean writes() {
        return this instanceof Write || this instanceof Delete || this instanceof Replace;
    }

    static Decision about(ResourceDiff diff, SyncPlan plan, SyncApproval approval) {
        ResourceKey key = diff.key();
        if (!approval.only().isEmpty() && !approval.only().contains(key)) {
            return new Skip();
        }
        return switch (diff.action()) {
            case UNCHANGED -> new Skip();
            case ERROR ->
                new Fail(diff.problem()
                        .orElseThrow(() -> new IllegalArgumentException("An error without a problem: " + key)));
            case DELETE -> delete(key, plan, approval);
            case REPLACE -> replace(key, plan, approval);
            case CREATE, UPDATE, OWNERSHIP -> write(diff, plan, approval);
        };
    }

    private static Decision delete(ResourceKey key, SyncPlan plan, SyncApproval approval) {
        boolean unconfirmed = risks(plan, key, Risk.Kind.DELETE).stream().anyMatch(Risk::consent)
                && !approval.of(key).delete();
        return unconfirmed ? new Hold(Problem.of(SyncProblem.DELETE_UNCONFIRMED, key.toString())) : new Delete();
    }

    private static Decision replace(ResourceKey key, SyncPlan plan, SyncApproval approval) {
        return notOurs(key, plan)
                .or(() -> approval.of(key).replace()
                        ? Optional.<Decision>empty()
                        : Optional.of(new Hold(Problem.of(SyncProblem.REPLACE_UNCONFIRMED, key.toString()))))
                .orElseGet(Replace::new);
    }

    private static Optional<Decision> notOurs(ResourceKey key, SyncPlan plan) {
        return risks(plan, key, Risk.Kind.REFUSED).stream().findFirst().map(refusal -> {
            Message reason = refusal.reason();
            Object who = reason.args().isEmpty() ? "?" : reason.args().getFirst();
            return new Hold(Problem.of(SyncProblem.NOT_OURS, key.toString(), who));
        });
    }

    private static Decision write(ResourceDiff diff, SyncPlan plan, SyncApproval approval) {
        ResourceKey key = diff.key();
        if (diff.isForbidden()) {
            return new Fail(diff.problem()
                    .orElseThrow(() -> new IllegalArgumentException("Forbidden without a problem: " + key)));
        }
        Optional<Decision> refusal = notOurs(key, plan);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        ObjectApproval object = approval.of(key);
        Set<String> removals = object.removed();
        List<Difference> chosen = chosen(diff, object.onlyFields());
        if (!object.onlyFields().isEmpty() && (diff.action() == Action.CREATE || chosen.isEmpty())) {
            SyncProblem code = diff.action() == Action.CREATE ? SyncProblem.FIELDS_OF_NEW : SyncProblem.NO_SUCH_FIELD;
            return new Hold(Problem.of(
                    code, key.toString(), object.onlyFields().stream().sorted().collect(Collectors.joining(", "))));
        }
        List<Difference> open = chosen.stream()
                .filter(Difference::conflict)
                .filter(d -> approval.about(key, d, plan.takeOver()) == SyncApproval.Conflicts.HOLD)
                .toList();
        if (!open.isEmpty()) {
            return new Hold(Problem.of(SyncProblem.CONFLICT, key.toString(), fields(open)));
        }
        boolean byHandOnly = byHandOnly(chosen);
        if (byHandOnly && removals.isEmpty()) {
            return new Hold(Problem.of(SyncProblem.BY_HAND, key.toString()));
        }
        var fields = new SentFields(plan.ignore().about(key), object.left(), object.onlyFields());
        return new Write(approval.conflicts(), taken(diff, plan, approval), removals, !byHandOnly, fields);
    }

    /// What a person approved, and what the rules take over.
    private static Set<String> taken(ResourceDiff diff, SyncPlan plan, SyncApproval approval) {
        Set<String> taken = new HashSet<>(approval.of(diff.key()).taken());
        diff.differences().stream()
                .filter(Difference::conflict)
                .filter(d -> approval.about(diff.key(), d, plan.takeOver()) == SyncApproval.Conflicts.TAKE_OVER)
                .map(Difference::fieldPath)
                .forEach(taken::add);
        return taken;
    }

    /// The differences that the fields to change are, hold, or lie in; all of them where nothing was chosen.
    private static List<Difference> chosen(ResourceDiff diff, Set<String> only) {
        return diff.differences().stream()
                .filter(d -> only.isEmpty()
                        || covered(only, d)
                        || only.stream().anyMatch(path -> FieldRoute.covers(d.fieldPath(), path)))
                .filter(d -> only.isEmpty() || d.kind() == DiffClass.YOURS || d.kind() == DiffClass.DRIFT)
                .toList();
    }

    private static boolean covered(Set<String> paths, Difference difference) {
        return paths.stream().anyMatch(path -> FieldRoute.covers(path, difference.fieldPath()));
    }

    /// Whether all that differs was added by a person's tool: applying would not change it.
    private static boolean byHandOnly(List<Difference> differences) {
        List<Difference> unsettled = differences.stream()
                .filter(d -> d.kind() == DiffClass.YOURS || d.kind() == DiffClass.DRIFT)
                .toList();
        return !unsettled.isEmpty() && unsettled.stream().allMatch(Difference::addedByHand);
    }

    private static List<Risk> risks(SyncPlan plan, ResourceKey key, Risk.Kind kind) {
        return plan.risks().stream()
                .filter(r -> r.kind() == kind && r.resource().equals(key))
                .toList();
    }

    static String fields(List<Difference> conflicts) {
        return conflicts.stream()
                .map(d -> d.fieldPath() + " (" + d.manager().orElse("?") + ")")
                .collect(Collectors.joining(", "));
    }
}
