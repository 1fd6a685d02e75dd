package app.driftless.core.internal.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.flow.Subscription;
import app.driftless.core.internal.sync.WatchPlaces.Group;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.sync.LivePlanner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The watches over what an environment holds: one for each kind, for all namespaces or for each, by the label of its
/// set where every live object has it. Thread-safe.
final class GroupWatches implements AutoCloseable {
    private final BiConsumer<ResourceKey, Optional<LiveObject>> report;
    private final Consumer<Boolean> stale;
    private final AdmissionWatches admission;
    private final Map<Group, Subscription> open = new HashMap<>();
    private final Map<Group, Set<ResourceKey>> wanted = new ConcurrentHashMap<>();
    private final Set<Group> lost = ConcurrentHashMap.newKeySet();
    private Optional<Cluster> watched = Optional.empty();
    private boolean closed;

    /// @param report an object that changed, or is gone
    /// @param stale whether some watch is lost
    /// @param ruled other rules of admission, or other definitions, are in force
    GroupWatches(BiConsumer<ResourceKey, Optional<LiveObject>> report, Consumer<Boolean> stale, Runnable ruled) {
        this.report = report;
        this.stale = stale;
        this.admission = new AdmissionWatches(ruled);
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
        Map<Group, Set<ResourceKey>> groups = new WatchPlaces(cluster, planned).groups();
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
        admission.follow(cluster, planned);
    }

    private final class GroupListener implements Cluster.WatchListener {
        private final Group group;

        GroupListener(Group group) {
            this.group = group;
        }

        private Set<ResourceKey> rows() {
            return wanted.getOrDefault(group, Set.of());
        }

        @Override
        public boolean wants(ResourceKey key) {
            return WatchPlaces.keepsAll(group) || rows().contains(key);
        }

        @Override
        public void listed(List<LiveObject> objects) {
            Map<ResourceKey, LiveObject> found = new HashMap<>();
            objects.forEach(object -> found.put(object.key(), object));
            rows().forEach(key -> report.accept(key, Optional.ofNullable(found.get(key))));
        }

        @Override
        public void changed(LiveObject object) {
            if (rows().contains(object.key())) {
                report.accept(object.key(), Optional.of(object));
            }
        }

        @Override
        public void deleted(LiveObject object) {
            if (rows().contains(object.key())) {
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
        admission.close();
        wanted.clear();
        lost.clear();
    }

    @Override
    public synchronized void close() {
        closed = true;
        end();
    }
}
