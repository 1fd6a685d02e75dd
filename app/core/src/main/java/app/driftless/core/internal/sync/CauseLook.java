package app.driftless.core.internal.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Lane;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.flow.Workers;
import app.driftless.core.health.Health;
import app.driftless.core.health.HealthJudge;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.sync.EnvironmentLive;
import app.driftless.core.sync.LiveRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Adds to the rows that are not well what their own status cannot tell: the pod that a workload waits for, and
/// whether a claim's storage class binds late on purpose. Costs nothing while all is well. Thread-safe.
final class CauseLook {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofSeconds(15);
    private static final int MOST = 20;

    private final Workers workers;
    private final InstantSource clock;
    private final Lane lane;
    private final SignalSource<EnvironmentLive> live;
    private final CancelToken closed;
    private final AtomicBoolean waiting = new AtomicBoolean();

    /// @param lane the one in which the rows are changed
    CauseLook(Workers workers, InstantSource clock, Lane lane, SignalSource<EnvironmentLive> live, CancelToken closed) {
        this.workers = workers;
        this.clock = clock;
        this.lane = lane;
        this.live = live;
        this.closed = closed;
    }

    /// Looks a moment from now, unless that is to happen already.
    void soon(Cluster cluster) {
        after(SOON, cluster);
    }

    private void after(Duration delay, Cluster cluster) {
        if (!unwell().isEmpty() && waiting.compareAndSet(false, true)) {
            workers.after(delay, "why stuck", () -> {
                waiting.set(false);
                if (!closed.isCancelled()) {
                    look(cluster);
                    after(AGAIN, cluster);
                }
            });
        }
    }

    private List<LiveRow> unwell() {
        return live.get().rows().stream()
                .filter(row -> row.health().filter(Health::isUnwell).isPresent()
                        && row.diff().live().isPresent())
                .limit(MOST)
                .toList();
    }

    private void look(Cluster cluster) {
        Instant now = clock.instant();
        Map<ResourceKey, Health> found = new HashMap<>();
        try {
            List<LiveRow> rows = unwell();
            boolean claims = rows.stream().anyMatch(CauseLook::isClaim);
            var surroundings = new HealthJudge.Surroundings(
                    now, claims ? LateBinding.classes(cluster, LateBinding.CLAIM, closed) : Set.of());
            for (LiveRow row : rows) {
                Map<String, Object> body = row.diff().live().orElseThrow();
                Health health = row.health().orElseThrow();
                found.put(
                        row.key(),
                        isClaim(row)
                                ? HealthJudge.judge(body, surroundings)
                                : health.because(StuckCauses.find(cluster, body, health, now, closed)));
            }
        } catch (CancellationException e) {
            // The connection was closed: whoever follows it again looks again.
            return;
        }
        lane.execute(() -> live.update(before -> before.withRows(before.rows().stream()
                .map(row -> with(row, found.get(row.key())))
                .toList())));
    }

    private static boolean isClaim(LiveRow row) {
        return row.key().kind().equals("PersistentVolumeClaim")
                && row.key().group().isEmpty();
    }

    /// What was judged anew meanwhile stays.
    private static LiveRow with(LiveRow row, @Nullable Health health) {
        return health != null && row.health().filter(Health::isUnwell).isPresent()
                ? new LiveRow(row.diff(), Optional.of(health), row.asOf())
                : row;
    }
}
