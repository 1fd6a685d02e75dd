package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ApiResource;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.manifest.ApplySetLabel;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.sync.LivePlanner;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What has to be watched so that every object of a plan is followed and the next plan needs no list: the collections
/// that this one read, the rest by kind and namespace, without a label where live objects lack it.
record WatchPlaces(Cluster cluster, LivePlanner.Planned planned) {
    /// Servers allow about a hundred streams on a connection; the objects themselves come first.
    private static final int MOST = 80;

    record Group(Gvk type, String namespace, String selector) {
        boolean holds(Gvk other, ResourceKey key) {
            return type.equals(other) && (namespace.isEmpty() || namespace.equals(key.namespace()));
        }
    }

    /// With the rows that each is to report.
    Map<Group, Set<ResourceKey>> groups() {
        Set<Gvk> served = cluster.discovery(false).stream()
                .filter(kind -> kind.verbs().contains("watch"))
                .map(ApiResource::type)
                .collect(Collectors.toSet());
        String set = ApplySetLabel.NAME + "=" + planned.inventory().id();
        List<Group> read = planned.inventory().collections().stream()
                .filter(c -> served.contains(c.type()))
                .map(c -> new Group(c.type(), c.namespace(), c.selector()))
                .toList();
        Map<Group, Set<ResourceKey>> groups = new HashMap<>();
        Set<Group> unlabelled = new HashSet<>();
        for (PlannedChange change : planned.plan().changes()) {
            ResourceDiff diff = change.diff();
            if (served.contains(diff.type())) {
                Group group = read.stream()
                        .filter(g -> g.selector().equals(set) && g.holds(diff.type(), diff.key()))
                        .findFirst()
                        .orElseGet(() -> new Group(diff.type(), diff.key().namespace(), set));
                if (diff.live().isPresent() && !labelled(diff.live().get())) {
                    group = new Group(diff.type(), diff.key().namespace(), "");
                    unlabelled.add(group);
                }
                groups.computeIfAbsent(group, _ -> new HashSet<>()).add(diff.key());
            }
        }
        Map<Group, Set<ResourceKey>> all = new HashMap<>();
        groups.forEach((group, keys) -> {
            // One without a label tells of the labelled ones there, too.
            var wide = new Group(group.type(), group.namespace(), "");
            all.computeIfAbsent(unlabelled.contains(wide) ? wide : group, _ -> new HashSet<>())
                    .addAll(keys);
        });
        read.stream()
                // The parent is one; the fewer objects a collection is for, the sooner it is left out.
                .sorted(Comparator.comparing((Group g) -> g.selector().equals(set))
                        .thenComparing(g -> !g.namespace().isEmpty()))
                .filter(group -> all.containsKey(group) || all.size() < MOST)
                .toList()
                .forEach(group -> {
                    if (all.size() < MOST) {
                        all.computeIfAbsent(group, _ -> new HashSet<>());
                    }
                });
        return all;
    }

    /// Those whose whole content serves the next plan, also where no row is in it.
    static boolean keepsAll(Group group) {
        return !group.selector().isEmpty();
    }

    private boolean labelled(Map<String, Object> live) {
        return live.get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("labels") instanceof Map<?, ?> labels
                && planned.inventory().id().equals(labels.get(ApplySetLabel.NAME));
    }
}
