package app.driftless.desktop.live;

import app.driftless.core.cluster.ApiResource;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.Subscription;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Follows what an environment holds in a cluster: the kinds and namespaces that it uses, no others. Any thread.
final class DriftWatch implements AutoCloseable {
    private record Stretch(Gvk type, String namespace) {}

    private final Map<Stretch, Subscription> open = new HashMap<>();
    private final Runnable changed;
    private final Consumer<Boolean> lost;
    private volatile Set<ResourceKey> mine = Set.of();
    private @Nullable Cluster watched;

    /// @param changed something of the environment changed, or was missed
    /// @param lost the connection is gone (true) or back
    DriftWatch(Runnable changed, Consumer<Boolean> lost) {
        this.changed = changed;
        this.lost = lost;
    }

    /// Follows exactly the objects of `diffs` from now on.
    synchronized void follow(Cluster cluster, List<ResourceDiff> diffs) {
        mine = diffs.stream().map(ResourceDiff::key).collect(Collectors.toSet());
        if (cluster != watched) {
            close();
            watched = cluster;
        }
        // A kind that the server does not serve yet can't be followed, and says nothing about the connection.
        Set<Gvk> served =
                cluster.discovery(false).stream().map(ApiResource::type).collect(Collectors.toSet());
        Set<Stretch> wanted = new HashSet<>();
        for (ResourceDiff diff : diffs) {
            if (diff.approximate().isEmpty() && served.contains(diff.type())) {
                wanted.add(new Stretch(diff.type(), diff.key().namespace()));
            }
        }
        open.entrySet().removeIf(entry -> {
            boolean gone = !wanted.contains(entry.getKey());
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
        for (Stretch stretch : wanted) {
            open.computeIfAbsent(stretch, s -> cluster.watch(s.type(), s.namespace(), "", new Listener()));
        }
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Subscription::close);
        open.clear();
        watched = null;
    }

    private final class Listener implements Cluster.WatchListener {
        private boolean first = true;

        @Override
        public void listed(List<LiveObject> objects) {
            // The first list is what was compared a moment ago; a later one follows a gap.
            if (!first) {
                changed.run();
            }
            first = false;
        }

        @Override
        public void changed(LiveObject object) {
            if (mine.contains(object.key())) {
                changed.run();
            }
        }

        @Override
        public void deleted(LiveObject object) {
            changed(object);
        }

        @Override
        public void stale(boolean gone) {
            lost.accept(gone);
        }
    }
}
