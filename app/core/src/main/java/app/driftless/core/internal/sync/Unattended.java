package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.sync.SyncApproval;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a sync may do with nobody watching: apply what the repository changed; put drift back only where `selfHeal`
/// allows it; remove nothing that was added by hand; take over nothing. Pure.
public final class Unattended {
    private Unattended() {}

    /// Empty if there is nothing that may be done.
    ///
    /// @param fought objects whose drift was put back too often already
    /// @param restless objects whose own change does not stay
    public static Optional<SyncApproval> approval(
            SyncPlan plan, boolean selfHeal, Set<ResourceKey> fought, Set<ResourceKey> restless) {
        Set<ResourceKey> only = new HashSet<>();
        SyncApproval approval = SyncApproval.plain();
        for (PlannedChange change : plan.changes()) {
            ResourceDiff diff = change.diff();
            if (!restless.contains(diff.key()) && may(diff, selfHeal && !fought.contains(diff.key()))) {
                only.add(diff.key());
                Set<String> paths = driftedPaths(diff);
                if (!paths.isEmpty()) {
                    approval = approval.with(diff.key(), object -> object.take(paths));
                }
            }
        }
        return only.isEmpty() ? Optional.empty() : Optional.of(approval.withOnly(only));
    }

    /// Objects whose drift would be put back.
    public static Set<ResourceKey> healed(SyncPlan plan, SyncApproval approval) {
        return plan.changes().stream()
                .map(PlannedChange::diff)
                .filter(diff -> approval.only().contains(diff.key()) && repairable(diff))
                .map(ResourceDiff::key)
                .collect(Collectors.toSet());
    }

    private static boolean may(ResourceDiff diff, boolean heal) {
        if (diff.action() == Action.UNCHANGED
                || diff.action() == Action.ERROR
                || diff.action() == Action.REPLACE
                || diff.isForbidden()) {
            return false;
        }
        if (diff.action() != Action.UPDATE) {
            return true;
        }
        boolean ours = diff.count(DiffClass.YOURS) > 0;
        return repairable(diff) ? heal : ours;
    }

    /// Whether admission was seen to change it differently each time.
    static boolean isRestless(ResourceDiff diff) {
        return diff.problem()
                .filter(problem -> problem.code() == ClusterProblem.NOT_CONVERGING)
                .isPresent();
    }

    /// Drift that applying would put back: all but additions.
    private static boolean repairable(ResourceDiff diff) {
        return diff.differences().stream().anyMatch(d -> d.kind() == DiffClass.DRIFT && !d.addedByHand());
    }

    private static Set<String> driftedPaths(ResourceDiff diff) {
        return diff.differences().stream()
                .filter(d -> d.kind() == DiffClass.DRIFT && d.conflict() && !d.addedByHand())
                .map(Difference::fieldPath)
                .collect(Collectors.toSet());
    }
}
