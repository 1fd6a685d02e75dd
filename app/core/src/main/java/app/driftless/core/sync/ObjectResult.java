package app.driftless.core.sync;

import app.driftless.core.diff.Action;
import app.driftless.core.health.Health;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.Problem;
import java.time.Instant;
import java.util.Optional;

/// What became of one object in a sync.
public record ObjectResult(
        ResourceKey key,
        Action action,
        Outcome outcome,
        Optional<Problem> problem,
        Optional<Health> health,
        Instant at) {
    public enum Outcome {
        APPLIED,
        /// Not applied because a person has to decide.
        HELD,
        FAILED,
        /// Nothing to do, or not reached.
        SKIPPED,
        /// The answer never came and the cluster could not be asked since.
        UNKNOWN
    }
}
