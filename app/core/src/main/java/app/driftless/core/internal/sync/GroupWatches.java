package app.driftless.core.internal.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.Subscription;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.sync.LivePlanner;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The watches over what an environment holds: one for each kind and namespace, by the label of its set where every
/// live object has it. Thread-safe.
final class GroupWatches implements AutoCloseable {
    private final BiConsumer<ResourceKey, Optional<LiveObject>> report;
    private final Consumer<Boolean> stale;
    private final Map<Group, Subscription> open = new HashMap<>();
    private final Map<Group, Set<ResourceKey>> wanted = new ConcurrentHashMap<>();
    private final Set<Group> lost = ConcurrentHashMap.newKeySet();
    private Optional<Cluster> watched = Optional.empty();
    private boolean closed;

    private record Group(Gvk type, String namespace, String selector) {}

    /// @param report an object that changed, or is gone
    /// @param stale whether some watch is lost
    GroupWatches(BiConsumer<ResourceKey, Optional<LiveObject>> report, Consumer<Boolean> stale) {
        this.report = report;
        this.stale = stale;
    }

    /// Follows the objects of the plan; watches that serve already stay.
    synchronized void follow(Cluster cluster, LivePlanner.Planned planned) {
        if (closed) {
            return;
        }
        if (watched.filter(w -> w == cluster).isEmpty()) {
            end();
            watched = Optional.of(cluster);
        }
        Map<Group, Set<ResourceKey>> groups = groups(cluster, planned);
        wanted.putAll(groups);
        open.entrySet().removeIf(entry -> {
            boolean unwanted = !groups.containsKey(entry.getKey());
            if (unwanted) {
                entry.getValue().close();
                wanted.remove(entry.getKey());
                lost.remove(entry.getKey());
            }
            return unwanted;
        });
        for (Group group : groups.keySet()) {
            if (!open.containsKey(group)) {
                open.put(
                        group,
                        cluster.watch(group.type(), group.namespace(), group.selector(), new GroupListener(group)));
            }
        }
    }

    private static Map<Group, Set<ResourceKey>> groups(Cluster cluster, LivePlanner.Planned planned) {
        record Place(Gvk type, String namespace) {}
        Set<Gvk> served = new HashSet<>();
        cluster.discovery(false).forEach(kind -> {
            if (kind.verbs().contains("watch")) {
                served.add(kind.type());
            }
        });
        Map<Place, Set<ResourceKey>> places = new HashMap<>();
        Set<Place> unlabelled = new HashSet<>();
        String set = planned.inventory().id();
        for (PlannedChange change : planned.plan().changes()) {
            ResourceDiff diff = change.diff();
            if (served.contains(diff.type())) {
                var place = new Place(diff.type(), diff.key().namespace());
                places.computeIfAbsent(place, _ -> new HashSet<>()).add(diff.key());
                if (diff.live().isPresent() && !labelled(diff.live().get(), set)) {
                    unlabelled.add(place);
                }
            }
        }
        Map<Group, Set<ResourceKey>> groups = new HashMap<>();
        places.forEach((place, keys) -> groups.put(
                new Group(
                        place.type(),
                        place.namespace(),
                        unlabelled.contains(place) ? "" : ParentObject.PART_OF + "=" + set),
                Set.copyOf(keys)));
        return groups;
    }

    private static boolean labelled(Map<String, Object> live, String set) {
        return live.get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("labels") instanceof Map<?, ?> labels
                && set.equals(labels.get(ParentObject.PART_OF));
    }

    private final class GroupListener implements Cluster.WatchListener {
        private final Group group;

        GroupListener(Group group) {
            this.group = group;
        }

        @Override
        public void listed(List<LiveObject> objects) {
            Map<ResourceKey, LiveObject> found = new HashMap<>();
            objects.forEach(object -> found.put(object.key(), object));
            wanted.getOrDefault(group, Set.of())
                    .forEach(key -> report.accept(key, Optional.ofNullable(found.get(key))));
        }

        @Override
        public void changed(LiveObject object) {
            if (wanted.getOrDefault(group, Set.of()).contains(object.key())) {
                report.accept(object.key(), Optional.of(object));
            }
        }

        @Override
        public void deleted(LiveObject object) {
            if (wanted.getOrDefault(group, Set.of()).contains(object.key())) {
                report.accept(object.key(), Optional.empty());
            }
        }

        @Override
        public void stale(boolean isLost) {
            if (isLost) {
                lost.add(group);
            } else {
                lost.remove(group);
            }
            stale.accept(!lost.isEmpty());
        }
    }

    private void end() {
        open.values().forEach(Subscription::close);
        open.clear();
        wanted.clear();
        lost.clear();
    }

    @Override
    public synchronized void close() {
        closed = true;
        end();
    }
}
