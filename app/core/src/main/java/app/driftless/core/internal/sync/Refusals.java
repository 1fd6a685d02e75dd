package app.driftless.core.internal.sync;

import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.sync.SyncProblem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Whether a sync may begin although some of its objects are known to be refused (R9 of the engine reference). Pure.
public final class Refusals {
    private static final int NAMED = 25;

    private Refusals() {}

    /// The refusal of the whole sync, which names all of them at once. Empty if nothing is refused that the approval
    /// asks for, or a person goes on without.
    public static Optional<Problem> of(SyncPlan plan, SyncApproval approval) {
        if (approval.withoutRefused()) {
            return Optional.empty();
        }
        List<ResourceDiff> refused = plan.refused().stream()
                .filter(diff -> approval.only().isEmpty() || approval.only().contains(diff.key()))
                .toList();
        return refused.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.of(SyncProblem.REFUSED, plan.environment(), refused.size(), names(refused)));
    }

    private static String names(List<ResourceDiff> refused) {
        String names = refused.stream()
                .limit(NAMED)
                .map(diff -> diff.key()
                        + diff.problem()
                                .map(problem -> " (" + problem.code().id() + ")")
                                .orElse(""))
                .collect(Collectors.joining(", "));
        return refused.size() > NAMED ? names + ", …" : names;
    }
}
