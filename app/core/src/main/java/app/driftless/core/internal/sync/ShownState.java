package app.driftless.core.internal.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.LiveDiff;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.cluster.Placement;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.sync.DesiredState;
import app.driftless.core.sync.LivePlanner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the rows of an environment are compared with, until the next look at the whole.
///
/// @param desired by placed key
/// @param baseline by placed key
record ShownState(
        Cluster cluster,
        LivePlanner.Planned planned,
        Map<ResourceKey, Resource> desired,
        Map<ResourceKey, Resource> baseline) {
    static ShownState of(Cluster cluster, LivePlanner.Planned planned, DesiredState desired) {
        List<Resource> before = planned.baseline().map(DesiredState::resources).orElse(List.of());
        return new ShownState(cluster, planned, index(cluster, desired.resources()), index(cluster, before));
    }

    private static Map<ResourceKey, Resource> index(Cluster cluster, List<Resource> resources) {
        var placement = new Placement(cluster, resources);
        Map<ResourceKey, Resource> index = new HashMap<>();
        for (Resource resource : resources) {
            Resource placed = placement.place(resource).resource();
            index.put(placed.key(), placed);
        }
        return index;
    }

    /// Compares some objects again. Blocks.
    ///
    /// @param live as a watch reported them; one that is gone is asked for
    List<ResourceDiff> compare(Map<ResourceKey, Optional<LiveObject>> live, LiveDiff differ, CancelToken cancel) {
        return differ.diff(cluster, about(live), _ -> {}, Progress.none(), cancel);
    }

    /// Those of them that differ, as far as is known without asking the server.
    List<ResourceDiff> foresee(Map<ResourceKey, Optional<LiveObject>> live, LiveDiff differ) {
        return differ.foreseen(cluster, about(live));
    }

    private LiveDiff.Request about(Map<ResourceKey, Optional<LiveObject>> live) {
        List<ResourceKey> keys = List.copyOf(live.keySet());
        return new LiveDiff.Request(
                those(keys, desired),
                those(keys, baseline),
                live.values().stream().flatMap(Optional::stream).toList(),
                Set.of(),
                planned.plan().ignore(),
                Optional.of(planned.inventory().id()));
    }

    private static List<Resource> those(List<ResourceKey> keys, Map<ResourceKey, Resource> index) {
        return keys.stream()
                .flatMap(key -> Optional.ofNullable(index.get(key)).stream())
                .toList();
    }
}
