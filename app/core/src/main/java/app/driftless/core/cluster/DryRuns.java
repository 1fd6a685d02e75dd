package app.driftless.core.cluster;

import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Asks the server what an apply would do. For one comparison; thread-safe.
final class DryRuns {
    private static final int SILENCE = 8;
    private final Cluster cluster;
    private final AtomicInteger unanswered = new AtomicInteger();

    DryRuns(Cluster cluster) {
        this.cluster = cluster;
    }

    ApplyAnswer of(Placement.Placed object, boolean force) {
        ApplyAnswer answer = cluster.apply(new ApplyRequest(object.resource(), true, force, Optional.empty()));
        if (!(answer instanceof ApplyAnswer.Unknown unknown)) {
            unanswered.set(0);
        } else if (unanswered.incrementAndGet() >= SILENCE) {
            // Nobody answers any more; waiting for each further object would take half a minute each.
            throw new EngineException(
                    Problem.of(ClusterProblem.UNREACHABLE, cluster.context().context())
                            .withDetails(unknown.problem().toString()));
        }
        return answer;
    }
}
