package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ApiResource;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.cluster.MutatingAdmission;
import app.driftless.core.flow.Subscription;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.sync.LivePlanner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Follows the rules of mutating admission, so that a comparison need not ask for them, and a new rule is noticed.
/// Only where the person may watch them. Not thread-safe.
final class AdmissionWatches implements AutoCloseable {
    private final Runnable ruled;
    private final Map<Gvk, Subscription> open = new HashMap<>();

    AdmissionWatches(Runnable ruled) {
        this.ruled = ruled;
    }

    /// Blocks for a question about rights, once for each kind.
    void follow(Cluster cluster, LivePlanner.Planned planned) {
        if (!open.isEmpty() || planned.plan().changes().isEmpty()) {
            return;
        }
        for (ApiResource kind : cluster.discovery(false)) {
            if (MutatingAdmission.rules(kind)) {
                open.put(
                        kind.type(),
                        cluster.may("watch", kind.type(), "", "")
                                ? cluster.watch(kind.type(), "", "", new RuleListener())
                                : () -> {});
            }
        }
    }

    private final class RuleListener implements Cluster.WatchListener {
        @Override
        public void listed(List<LiveObject> objects) {
            // The comparison that began this watch has read them.
        }

        @Override
        public void changed(LiveObject object) {
            ruled.run();
        }

        @Override
        public void deleted(LiveObject object) {
            ruled.run();
        }

        @Override
        public void stale(boolean lost) {
            // A loss is told by the watches over the objects; once they are back, everything is looked at again.
        }
    }

    @Override
    public void close() {
        open.values().forEach(Subscription::close);
        open.clear();
    }
}
