package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.problem.Problem;
import app.driftless.core.problem.ProblemCode;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.sync.SyncProblem;
import app.driftless.core.workspace.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// When a loop tries again after a failure. Used by one thread at a time.
public final class Retries {
    private static final Set<ProblemCode> PERSON = Set.of(
            ClusterProblem.CONTEXT_MISSING,
            ClusterProblem.FILE_INVALID,
            ClusterProblem.ENTRY_MISSING,
            ClusterProblem.INSECURE_REFUSED,
            ClusterProblem.EXEC_NOT_ALLOWED,
            ClusterProblem.UNAUTHORIZED,
            ClusterProblem.UNSUPPORTED_CREDENTIALS,
            SyncProblem.BACKWARDS,
            SyncProblem.FOREIGN_PARENT,
            SyncProblem.WRONG_CLUSTER,
            SyncProblem.FINDINGS,
            SyncProblem.NO_COMMIT,
            SyncProblem.LOOSENED,
            SyncProblem.UNBOUND,
            SyncProblem.NO_ENVIRONMENT,
            SyncProblem.NO_REMOTE_BRANCH,
            SyncProblem.BRANCH_MOVED,
            SyncProblem.READ_ONLY,
            SyncProblem.TWICE);
    private int failures;

    public void succeeded() {
        failures = 0;
    }

    /// The visible next try, with a growing jittered pause; empty where a person must act, or after too many syncs of
    /// one commit failed.
    ///
    /// @param away whether nothing was tried yet because the other side is away: such tries are not limited
    public Optional<Instant> next(Problem problem, SyncPolicy.Retry policy, boolean away, Instant now) {
        if (PERSON.contains(problem.code()) || (!away && failures >= policy.limit())) {
            return Optional.empty();
        }
        double grown = policy.backoff().toMillis() * Math.pow(policy.factor(), Math.min(failures, 20));
        double capped = Math.min(grown, policy.max().toMillis())
                * ThreadLocalRandom.current().nextDouble(0.85, 1.15);
        failures++;
        return Optional.of(now.plus(Duration.ofMillis((long) capped)));
    }

    /// Whether the problem is of the way to the other side, not of what was asked.
    public static boolean away(Problem problem) {
        return problem.code() instanceof RepoProblem
                || problem.code() == SyncProblem.LOCKED
                || problem.code() == ClusterProblem.UNREACHABLE
                || problem.code() == ClusterProblem.TIMEOUT
                || problem.code() == ClusterProblem.BUSY
                || problem.code() == ClusterProblem.SERVER_ERROR;
    }
}
