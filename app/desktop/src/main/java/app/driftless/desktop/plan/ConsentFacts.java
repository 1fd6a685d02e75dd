package app.driftless.desktop.plan;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.workspace.Protection;
import app.driftless.desktop.diff.Choices;
import java.util.List;
import java.util.stream.Stream;

/// What a person says yes to: where, from which commit, and how much happens to what. Pure.
///
/// @param unpushed how many commits are pushed first
/// @param deletes objects that go
/// @param askedDeletes those of them that need a consent of their own
/// @param replaceable objects that can only be changed by deleting and creating them; held unless a person allows it
/// @param refused what the server or our own guards would refuse; nothing is written unless it is left out
/// @param held objects that wait for a decision or that another tool looks after
record ConsentFacts(
        SyncPlan plan,
        Protection protection,
        Extent extent,
        int unpushed,
        int creates,
        int changes,
        List<ResourceKey> deletes,
        List<ResourceKey> askedDeletes,
        List<ResourceKey> replaceable,
        List<PlannedChange> refused,
        List<ResourceKey> held) {

    static ConsentFacts of(PlanEntry entry, SyncPlan plan, Extent extent, int unpushed, Choices choices) {
        Protection protection = entry.environment().protection();
        List<PlannedChange> part = plan.changes().stream()
                .filter(c -> extent.covers(c.diff().key()))
                .toList();
        List<ResourceDiff> refused = plan.refused();
        boolean field = extent instanceof Extent.OneField;
        List<ResourceKey> held = field
                ? List.of()
                : keys(part.stream().filter(c -> choices.holds(plan, c.diff())).toList());
        List<ResourceKey> deletes = keys(with(part, Action.DELETE));
        long changes = Stream.concat(with(part, Action.UPDATE).stream(), with(part, Action.OWNERSHIP).stream())
                .filter(c -> !held.contains(c.diff().key()) && !refused.contains(c.diff()))
                .count();
        return new ConsentFacts(
                plan,
                protection,
                extent,
                unpushed,
                (int) with(part, Action.CREATE).stream()
                        .filter(c -> !refused.contains(c.diff()))
                        .count(),
                (int) changes,
                deletes,
                deletes.stream()
                        .filter(key -> protection == Protection.LOCKED || consents(plan, key, Risk.Kind.DELETE))
                        .toList(),
                keys(with(part, Action.REPLACE)),
                field
                        ? List.of()
                        : part.stream().filter(c -> refused.contains(c.diff())).toList(),
                held);
    }

    /// Whether anything is left to do, once what is held is left alone.
    boolean writes(long replaced) {
        return creates + changes + deletes.size() + replaced > 0 || extent instanceof Extent.OneField;
    }

    String target() {
        return plan.environment() + " → " + plan.cluster();
    }

    private static List<PlannedChange> with(List<PlannedChange> changes, Action action) {
        return changes.stream().filter(c -> c.diff().action() == action).toList();
    }

    private static List<ResourceKey> keys(List<PlannedChange> changes) {
        return changes.stream().map(c -> c.diff().key()).toList();
    }

    private static boolean consents(SyncPlan plan, ResourceKey key, Risk.Kind kind) {
        return plan.risks().stream()
                .anyMatch(r -> r.consent() && r.kind() == kind && r.resource().equals(key));
    }
}
