package app.driftless.core.sync;

import app.driftless.core.cluster.LiveObject;
import app.driftless.core.manifest.Gvk;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What an environment owns in a cluster.
///
/// @param id value of the label `applyset.kubernetes.io/part-of` on its members
/// @param mark empty before the first sync
/// @param members live objects that carry the label, that we applied, and that no controller made
/// @param collections the labelled collections that were read whole, the parent's own among them: what to watch
public record Inventory(
        String namespace,
        String name,
        String id,
        Optional<SyncMark> mark,
        List<LiveObject> members,
        Set<Collection> collections) {
    public Inventory {
        members = List.copyOf(members);
        collections = Set.copyOf(collections);
    }

    /// @param namespace empty for all
    public record Collection(Gvk type, String namespace, String selector) {}
}
