package app.driftless.core.cluster;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.Canonical;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.ObjectDiff;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Finds objects that admission changes differently each time, so that no sync ever leaves them in sync: a webhook
/// that stamps the time, say. Asking once more is worth it only where the repository gives no reason for a change.
record Convergence(MutatingAdmission admission) {
    /// The same with a problem that names fields and webhooks, if another dry run answers differently from the first.
    ///
    /// @param baseline desired at the commit that was synced last
    /// @param first what the first dry run answered
    /// @param again another dry run of the same; empty if it was refused
    ResourceDiff checked(
            ResourceDiff diff,
            Placement.Placed object,
            Optional<Map<String, Object>> baseline,
            Map<String, Object> first,
            Supplier<Optional<Map<String, Object>>> again) {
        Map<String, Object> desired = object.resource().body();
        if (diff.action() != Action.UPDATE
                || baseline.filter(desired::equals).isEmpty()
                || diff.differences().stream().noneMatch(Convergence::rewritten)) {
            return diff;
        }
        List<String> moving =
                again.get().map(second -> moving(desired, first, second)).orElse(List.of());
        if (moving.isEmpty()) {
            return diff;
        }
        List<String> names = object.kind().map(admission::names).orElse(List.of());
        return DiffResults.with(
                diff,
                Problem.of(
                        ClusterProblem.NOT_CONVERGING,
                        diff.key().toString(),
                        String.join(", ", moving),
                        names.isEmpty() ? "?" : String.join(", ", names)));
    }

    /// What an apply would change although it is ours, and not into what the repository says.
    private static boolean rewritten(Difference difference) {
        return difference.kind() == DiffClass.YOURS
                && !difference.conflict()
                && !Canonical.same(
                        difference.predicted().value(), difference.desired().value());
    }

    private static List<String> moving(
            Map<String, Object> desired, Map<String, Object> one, Map<String, Object> other) {
        var question = new ObjectDiff.Question(Optional::empty, new PersonsTools(List.of()));
        return new ObjectDiff(desired, one, other, Optional.empty(), List.of(), question)
                .differences().stream()
                        .filter(d ->
                                !Canonical.same(d.live().value(), d.predicted().value()))
                        .map(Difference::fieldPath)
                        .toList();
    }
}
