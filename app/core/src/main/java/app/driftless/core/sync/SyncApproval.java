package app.driftless.core.sync;

import app.driftless.core.manifest.ResourceKey;
import java.util.Map;
import java.util.Set;

/// What a person allowed for one sync.
///
/// @param conflicts what happens to a conflicting object as a whole
/// @param approvedPaths field paths per object that may be taken from their managers (*put back*, *take over*)
/// @param approvedDeletes objects whose delete needs a consent of its own
/// @param approvedRemovals live additions to remove explicitly, as field paths per object
/// @param rollback whether a commit that does not descend from the one in the cluster may be applied
/// @param only apply just these objects; empty for all
public record SyncApproval(
        Conflicts conflicts,
        Map<ResourceKey, Set<String>> approvedPaths,
        Set<ResourceKey> approvedDeletes,
        Map<ResourceKey, Set<String>> approvedRemovals,
        boolean rollback,
        Set<ResourceKey> only) {
    public enum Conflicts {
        /// A conflicting object is not applied; the rest is.
        HOLD,
        /// The conflicting fields stay with their owners; the rest of the object is applied.
        LEAVE,
        /// The conflicting fields become ours.
        TAKE_OVER
    }

    /// Nothing beyond the ordinary: what unattended syncs use.
    public static SyncApproval plain() {
        return new SyncApproval(Conflicts.HOLD, Map.of(), Set.of(), Map.of(), false, Set.of());
    }
}
