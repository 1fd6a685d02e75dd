package app.driftless.core.sync;

import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.diff.Action;
import app.driftless.core.health.Health;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An environment in one cluster as it is now, joined from repository, cluster and inventory. A failed look keeps the
/// last rows and says since when they may be wrong.
///
/// @param plan what a sync would do, from the last look at the whole and what changed since; empty before the first
/// @param synced the commit that the cluster holds completely
/// @param rows in the order of a plan
/// @param staleSince since when changes in the cluster may go unseen; empty while they are followed
/// @param problem why the last look failed
public record EnvironmentLive(
        String environment,
        String cluster,
        Optional<SyncPlan> plan,
        Optional<String> synced,
        List<LiveRow> rows,
        Optional<Instant> staleSince,
        Optional<Problem> problem) {
    public EnvironmentLive {
        rows = List.copyOf(rows);
    }

    public static EnvironmentLive unknown(String environment, String cluster) {
        return new EnvironmentLive(
                environment,
                cluster,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /// What the rows are compared with; empty before the first look and before the first commit.
    public Optional<Commit> commit() {
        return plan.flatMap(SyncPlan::commit);
    }

    /// When the cluster was looked at as a whole.
    public Optional<Instant> asOf() {
        return plan.map(SyncPlan::at);
    }

    /// How many objects each action concerns; every action is a key.
    public Map<Action, Integer> counts() {
        var counts = new EnumMap<Action, Integer>(Action.class);
        for (Action action : Action.values()) {
            counts.put(action, 0);
        }
        rows.forEach(row -> counts.merge(row.action(), 1, Integer::sum));
        return counts;
    }

    public Optional<Health.Status> worstHealth() {
        return rows.stream()
                .flatMap(row -> row.health().stream())
                .map(Health::status)
                .max(Comparator.naturalOrder());
    }

    /// The same with rows that were judged again.
    public EnvironmentLive withRows(List<LiveRow> judged) {
        return new EnvironmentLive(environment, cluster, plan, synced, judged, staleSince, problem);
    }

    /// The same with the plan of these rows.
    public EnvironmentLive withPlan(Optional<SyncPlan> made) {
        return new EnvironmentLive(environment, cluster, made, synced, rows, staleSince, problem);
    }

    /// A problem of the repository leaves the cluster in sight.
    EnvironmentLive failed(Problem why, Instant now) {
        boolean unseen = why.code() instanceof ClusterProblem
                || why.code() == SyncProblem.WRONG_CLUSTER
                || why.code() == SyncProblem.UNBOUND;
        return new EnvironmentLive(
                environment,
                cluster,
                plan,
                synced,
                rows,
                unseen ? staleSince.or(() -> Optional.of(now)) : staleSince,
                Optional.of(why));
    }
}
