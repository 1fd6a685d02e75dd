package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.sync.SyncProblem;
import app.driftless.core.sync.SyncReport;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// How often the drift of which object was put back, and which object was written for one commit. Drift that comes
/// back after each repair means that somebody else insists; a commit's own change that is there again after it was
/// written means that something on the way in changes it. Then we stop. Used by one thread at a time.
final class Heals {
    private static final int FIGHT = 3;
    private static final int MOST_WRITES = 2;
    private final Map<ResourceKey, Integer> writes = new HashMap<>();
    private final Map<ResourceKey, Integer> times = new HashMap<>();
    private Optional<Problem> waiting = Optional.empty();

    /// Begins a look: nothing is known to wait.
    void look() {
        waiting = Optional.empty();
    }

    /// Why something waits for a person, as of this look.
    Optional<Problem> waiting() {
        return waiting;
    }

    /// What may be applied unasked of what was looked at; empty for nothing.
    Optional<SyncApproval> approval(EnvironmentLook.Looked looked, String environment, boolean selfHeal) {
        SyncPlan plan = looked.planned().plan();
        waiting = looked.undone(environment);
        if (waiting.isPresent()) {
            return Optional.empty();
        }
        waiting = restless(plan);
        return looked.unnoted()
                ? Optional.of(SyncApproval.plain())
                : Unattended.approval(plan, selfHeal, fought(), restlessOnes(plan));
    }

    void count(SyncPlan plan, SyncApproval approval) {
        Unattended.healed(plan, approval).forEach(key -> times.merge(key, 1, Integer::sum));
    }

    /// Counts what was written of the commit's own changes.
    void written(SyncReport report) {
        for (ObjectResult result : report.results()) {
            if (result.outcome() == ObjectResult.Outcome.APPLIED
                    && (result.action() == Action.CREATE || result.action() == Action.UPDATE)) {
                writes.merge(result.key(), 1, Integer::sum);
            }
        }
    }

    /// Why an object is not written once more unasked, if one is not.
    private Optional<Problem> restless(SyncPlan plan) {
        return plan.changes().stream()
                .map(PlannedChange::diff)
                .filter(this::isRestless)
                .findFirst()
                .map(diff -> diff.problem()
                        .filter(problem -> problem.code() == ClusterProblem.NOT_CONVERGING)
                        .orElseGet(() ->
                                Problem.of(SyncProblem.NOT_SETTLING, diff.key().toString(), fields(diff))));
    }

    private boolean isRestless(ResourceDiff diff) {
        return Unattended.isRestless(diff)
                || (diff.action() == Action.UPDATE
                        && diff.count(DiffClass.YOURS) > 0
                        && diff.count(DiffClass.DRIFT) == 0
                        && writes.getOrDefault(diff.key(), 0) >= MOST_WRITES);
    }

    private static String fields(ResourceDiff diff) {
        return diff.differences().stream()
                .filter(difference -> difference.kind() == DiffClass.YOURS)
                .map(Difference::fieldPath)
                .collect(Collectors.joining(", "));
    }

    /// Objects that are left alone until there is another commit.
    private Set<ResourceKey> restlessOnes(SyncPlan plan) {
        return plan.changes().stream()
                .map(PlannedChange::diff)
                .filter(this::isRestless)
                .map(ResourceDiff::key)
                .collect(Collectors.toSet());
    }

    private Set<ResourceKey> fought() {
        Set<ResourceKey> fought = new HashSet<>();
        times.forEach((key, n) -> {
            if (n >= FIGHT) {
                fought.add(key);
            }
        });
        return fought;
    }

    void forget() {
        times.clear();
        writes.clear();
    }
}
