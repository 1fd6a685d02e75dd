package app.driftless.core.cluster;

import app.driftless.core.flow.Awaited;
import app.driftless.core.flow.Workers;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Asks the server what an apply would do. For one comparison; thread-safe.
final class DryRuns {
    private static final int SILENCE = 8;
    private final Cluster cluster;
    private final Workers workers;
    private final LiveDiff.Context context;
    private final AtomicInteger unanswered = new AtomicInteger();

    DryRuns(Cluster cluster, Workers workers, LiveDiff.Context context) {
        this.cluster = cluster;
        this.workers = workers;
        this.context = context;
    }

    /// @param forced of an apply that takes over what others own; empty unless the other is in conflict with them,
    ///     whom it would hide
    record Answers(ApplyAnswer plain, Optional<ApplyAnswer> forced) {}

    /// @param likely whether a conflict is to be expected: both are asked at the same time then, not one after
    ///     the other
    Answers both(Placement.Placed object, boolean likely) {
        Supplier<ApplyAnswer> forced = () -> of(object, true);
        if (likely) {
            var asked = CompletableFuture.supplyAsync(forced, workers.io());
            forced = () -> Awaited.of(asked);
        }
        ApplyAnswer plain = of(object, false);
        return new Answers(plain, plain instanceof ApplyAnswer.Conflict ? Optional.of(forced.get()) : Optional.empty());
    }

    ApplyAnswer of(Placement.Placed object, boolean force) {
        ApplyAnswer answer =
                cluster.apply(new ApplyRequest(context.labelled(object.resource()), true, force, Optional.empty()));
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
