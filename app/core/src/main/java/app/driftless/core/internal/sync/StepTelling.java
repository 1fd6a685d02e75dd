package app.driftless.core.internal.sync;

import app.driftless.core.flow.Progress;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.SyncProblem;
import org.jspecify.annotations.Nullable;

/// Tells a person what a sync is doing, what it waits for, and what stands in the way of an object. Used by one
/// thread.
final class StepTelling {
    private final OrderedSteps.Parts parts;
    private final HealthWaits waits;
    private final boolean deletes;
    private boolean told;

    StepTelling(OrderedSteps.Parts parts, HealthWaits waits, boolean deletes) {
        this.parts = parts;
        this.waits = waits;
        this.deletes = deletes;
    }

    Problem problem(ResourceKey key, Schedule.Obstacle obstacle) {
        if (deletes) {
            return Problem.of(SyncProblem.PRUNE_WAITS, key.toString());
        }
        return switch (obstacle) {
            case Schedule.Broken(var what) -> Problem.of(SyncProblem.NEEDS, key.toString(), what.toString());
            case Schedule.Late(var what, var health) ->
                Problem.of(
                        SyncProblem.NOT_HEALTHY,
                        key.toString(),
                        what.toString(),
                        waits.limit(what).toSeconds(),
                        health.cause()
                                .map(cause -> cause.reason())
                                .or(health::reason)
                                .orElseGet(StepTelling::unknown));
        };
    }

    private static Message unknown() {
        return Message.of("sync", "wait.unknown");
    }

    void waiting() {
        waits.first().ifPresent(what -> {
            told = true;
            Message reason = what.health().reason().orElseGet(StepTelling::unknown);
            phase(Message.of("sync", "phase.wait", what.key().toString(), reason));
        });
    }

    void applying() {
        if (told) {
            told = false;
            phase(Message.of("sync", "phase.apply"));
        }
    }

    private void phase(@Nullable Message message) {
        if (message != null) {
            Progress progress = parts.context().progress();
            progress.begin(message, parts.total());
            progress.advance(parts.results().count());
        }
    }
}
