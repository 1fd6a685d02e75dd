package app.driftless.core.internal.live;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ClusterIdentity;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Subscription;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/// A cluster that answers reads of what is being watched from what the watches told, without a request (R19 and R21
/// of the engine reference), and asks the server for everything else. What a watch may have missed, or has not heard
/// yet of our own writes, is asked for. Only collections by label are kept, and the few rules of admission: an
/// unselective watch may be of any size. Thread-safe.
public final class WatchedCluster extends ForwardingCluster {
    /// Small, and read by every comparison.
    private static final Set<String> SMALL = Set.of("admissionregistration.k8s.io");

    private final WritingCluster server;
    private final InstantSource clock;
    private final List<WatchedGroup> groups;
    private volatile Optional<ClusterIdentity> identity = Optional.empty();

    public WatchedCluster(Cluster server, InstantSource clock) {
        List<WatchedGroup> watched = new CopyOnWriteArrayList<>();
        var writing = new WritingCluster(server, (key, object) -> watched.forEach(group -> group.written(key, object)));
        super(writing);
        this.server = writing;
        this.clock = clock;
        this.groups = watched;
    }

    @Override
    public Cluster fresh() {
        return server;
    }

    @Override
    public ClusterIdentity identity() {
        identity = Optional.of(super.identity());
        return identity.get();
    }

    @Override
    public ClusterIdentity knownIdentity() {
        // A server that is another one now cannot have kept the streams of the first.
        return identity.filter(_ -> !groups.isEmpty() && groups.stream().allMatch(WatchedGroup::certain))
                .orElseGet(this::identity);
    }

    @Override
    public Optional<LiveObject> get(Gvk type, String namespace, String name) {
        var key = new ResourceKey(type.group(), type.kind(), namespace, name);
        return groups.stream()
                .flatMap(group -> group.get(type, key).stream())
                .findFirst()
                .or(() -> super.get(type, namespace, name));
    }

    @Override
    public List<LiveObject> list(
            Gvk type, String namespace, String labelSelector, Predicate<ResourceKey> wanted, CancelToken cancel) {
        return groups.stream()
                .flatMap(group -> group.list(type, namespace, labelSelector).stream())
                .findFirst()
                .map(all ->
                        all.stream().filter(object -> wanted.test(object.key())).toList())
                .orElseGet(() -> super.list(type, namespace, labelSelector, wanted, cancel));
    }

    @Override
    public Subscription watch(Gvk type, String namespace, String labelSelector, WatchListener listener) {
        if (labelSelector.isEmpty() && !SMALL.contains(type.group())) {
            return super.watch(type, namespace, labelSelector, listener);
        }
        var group = new WatchedGroup(
                new WatchedGroup.Scope(type, namespace, labelSelector),
                listener,
                clock,
                () -> identity = Optional.empty());
        groups.add(group);
        Subscription watch = super.watch(type, namespace, labelSelector, group);
        return () -> {
            groups.remove(group);
            watch.close();
        };
    }
}
