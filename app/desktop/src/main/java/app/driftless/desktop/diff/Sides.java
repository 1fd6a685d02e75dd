package app.driftless.desktop.diff;

import app.driftless.core.health.Health;
import java.time.Instant;
import java.util.Optional;

/// What the two sides of a comparison are.
public sealed interface Sides {
    /// What Git says on the left, what the cluster holds on the right.
    ///
    /// @param desired branch and commit, or the files on disk
    /// @param subject the commit's subject; empty for files on disk
    /// @param pushed whether the left side is what the cluster will be synced to; else it is only planned
    /// @param asOf when the right side was read
    /// @param stale whether the cluster has been away since
    /// @param health how the live object is doing; empty where nothing is live or nobody asks
    record Wanted(
            String desired,
            Optional<String> subject,
            boolean pushed,
            Instant asOf,
            boolean stale,
            Optional<Health> health)
            implements Sides {}

    /// What was before a sync on the left, for an undo to put back; what the cluster holds on the right.
    ///
    /// @param commit what the sync applied
    /// @param asOf when the right side was read
    record Restored(String commit, Instant asOf) implements Sides {}

    /// What a former sync found on the left, what it left on the right. In the comparison itself it is the other way
    /// round: what the sync wrote is desired there, what it found is live.
    ///
    /// @param commit what the sync applied
    /// @param at when the object was written
    record Written(String commit, Instant at) implements Sides {}
}
