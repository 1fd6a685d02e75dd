package app.driftless.desktop.diff;

import app.driftless.core.diff.Difference;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.health.Health;
import java.time.Instant;
import java.util.Optional;

/// A comparison together with what its two sides are.
///
/// @param desired what the left side is: branch and commit, or the files on disk
/// @param subject the commit's subject; empty for files on disk
/// @param pushed whether the desired side is what the cluster will be synced to; else it is only planned
/// @param liveAsOf when the live side was read
/// @param stale whether the cluster has been away since
/// @param health how the live object is doing; empty where nothing is live or nobody asks
/// @param restores whether the left side is a former state that an undo puts back, not what Git says
public record ShownDiff(
        ResourceDiff diff,
        String environment,
        String cluster,
        String desired,
        Optional<String> subject,
        boolean pushed,
        Instant liveAsOf,
        boolean stale,
        Optional<Health> health,
        boolean restores) {
    Choices.Field field(Difference difference) {
        return new Choices.Field(environment, cluster, diff.key(), difference.fieldPath());
    }
}
