package app.driftless.core.internal.sync;

import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.Action;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.health.Health;
import app.driftless.core.health.HealthJudge;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.SyncProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Waits until the CRDs that were just written are served, since objects of their kinds come next.
final class Establishment {
    private static final Duration LOOK = Duration.ofMillis(100);
    private final Sender sender;
    private final Duration limit;
    private final CancelToken halt;

    Establishment(Sender sender, Duration limit, CancelToken halt) {
        this.sender = sender;
        this.limit = limit;
        this.halt = halt;
    }

    /// A CRD that is not established in time becomes a failure.
    void await(List<SyncRun.Step> wave, Map<ResourceKey, ObjectResult> results) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean changed = false;
        for (SyncRun.Step step : wave) {
            PlannedChange change = step.change();
            ObjectResult result = results.get(change.diff().key());
            if (result != null && result.outcome() == ObjectResult.Outcome.APPLIED) {
                changed = true;
                while (!established(change) && !halt.isCancelled()) {
                    if (System.nanoTime() - deadline > 0) {
                        results.put(result.key(), late(result));
                        break;
                    }
                    Pause.of(LOOK, halt);
                }
            }
        }
        if (changed) {
            sender.read("", () -> sender.cluster().discovery(true));
        }
    }

    private ObjectResult late(ObjectResult result) {
        return new ObjectResult(
                result.key(),
                result.action() == Action.UNCHANGED ? Action.UPDATE : result.action(),
                ObjectResult.Outcome.FAILED,
                Optional.of(Problem.of(SyncProblem.NOT_ESTABLISHED, result.key().toString(), limit.toSeconds())),
                result.health(),
                result.at());
    }

    private boolean established(PlannedChange change) {
        ResourceKey key = change.diff().key();
        Optional<LiveObject> live = sender.read(
                key.toString(), () -> sender.cluster().get(change.diff().type(), "", key.name()));
        return live.isPresent()
                && HealthJudge.judge(live.get().body(), HealthJudge.Surroundings.at(Instant.EPOCH))
                                .status()
                        == Health.Status.HEALTHY;
    }
}
