package app.driftless.core.internal.sync;

import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.sync.SyncApproval;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// How often the drift of which object was put back. Drift that comes back after each repair means that somebody else
/// insists, and we stop. Used by one thread at a time.
final class Heals {
    private static final int FIGHT = 3;
    private final Map<ResourceKey, Integer> times = new HashMap<>();

    void count(SyncPlan plan, SyncApproval approval) {
        Unattended.healed(plan, approval).forEach(key -> times.merge(key, 1, Integer::sum));
    }

    Set<ResourceKey> fought() {
        Set<ResourceKey> fought = new HashSet<>();
        times.forEach((key, n) -> {
            if (n >= FIGHT) {
                fought.add(key);
            }
        });
        return fought;
    }

    void forget() {
        times.clear();
    }
}
