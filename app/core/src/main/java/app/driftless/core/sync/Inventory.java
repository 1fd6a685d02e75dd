package app.driftless.core.sync;

import app.driftless.core.cluster.LiveObject;
import java.util.List;
import java.util.Optional;

/// What an environment owns in a cluster.
///
/// @param id value of the label `applyset.kubernetes.io/part-of` on its members
/// @param mark empty before the first sync
/// @param members live objects that carry the label, that we applied, and that no controller made
public record Inventory(String namespace, String name, String id, Optional<SyncMark> mark, List<LiveObject> members) {
    public Inventory {
        members = List.copyOf(members);
    }
}
