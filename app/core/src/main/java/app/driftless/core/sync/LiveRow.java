package app.driftless.core.sync;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.health.Health;
import app.driftless.core.manifest.ResourceKey;
import java.time.Instant;
import java.util.Optional;

/// One object of an environment in one cluster: how it differs and how it is doing.
///
/// @param health empty where nothing is live
/// @param asOf when that was true in the cluster
public record LiveRow(ResourceDiff diff, Optional<Health> health, Instant asOf) {
    public ResourceKey key() {
        return diff.key();
    }

    public Action action() {
        return diff.action();
    }

    /// Whether somebody changed it live.
    public boolean drifted() {
        return diff.count(DiffClass.DRIFT) > 0;
    }
}
