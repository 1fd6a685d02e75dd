package app.driftless.core.internal.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.Placement;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.ResourceKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Desired objects as the cluster addresses them now. A kind that was unknown when the plan was made is found under
/// the key that its manifest has as well.
record Placements(Cluster cluster, List<Resource> desired) {
    Map<ResourceKey, Resource> byKey() {
        var placement = new Placement(cluster, desired);
        Map<ResourceKey, Resource> placed = new HashMap<>();
        for (Resource resource : desired) {
            Resource there = placement.place(resource).resource();
            placed.put(there.key(), there);
            placed.putIfAbsent(resource.key(), there);
        }
        return placed;
    }
}
