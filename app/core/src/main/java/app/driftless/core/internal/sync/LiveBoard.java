package app.driftless.core.internal.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.LiveDiff;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.cluster.Placement;
import app.driftless.core.diff.Action;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Lane;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.problem.EngineException;
import app.driftless.core.sync.DesiredState;
import app.driftless.core.sync.EnvironmentLive;
import app.driftless.core.sync.LivePlanner;
import app.driftless.core.sync.LiveRow;
import app.driftless.core.sync.SyncMark;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the rows of an environment true between two looks: what a watch reports is compared again by itself, and
/// only health is judged again where nothing but the status moved. Thread-safe; work is done in a lane of its own.
public final class LiveBoard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveBoard.class);
    private static final Duration GATHER = Duration.ofMillis(100);
    private final Parts parts;
    private final SignalSource<EnvironmentLive> live;
    private final Runnable drifted;
    private final Lane lane;
    private final CancelToken closed = new CancelToken();
    private final Map<ResourceKey, Optional<LiveObject>> reported = new ConcurrentHashMap<>();
    private final AtomicBoolean flushing = new AtomicBoolean();
    private final Map<ResourceKey, Integer> contents = new HashMap<>();
    private volatile Looked looked = Looked.NOTHING;
    private final GroupWatches watches;

    /// What a board works with.
    public record Parts(Workers workers, InstantSource clock, LiveDiff differ) {}

    private record Looked(
            Map<ResourceKey, Resource> desired, Map<ResourceKey, Resource> baseline, Optional<Cluster> cluster) {
        static final Looked NOTHING = new Looked(Map.of(), Map.of(), Optional.empty());
    }

    /// @param drifted called when a row was compared again and differs now
    public LiveBoard(Parts parts, SignalSource<EnvironmentLive> live, Runnable drifted) {
        this.parts = parts;
        this.live = live;
        this.drifted = drifted;
        this.lane = parts.workers()
                .lane("live " + live.get().environment() + "@" + live.get().cluster());
        this.watches = new GroupWatches(this::report, this::stale);
    }

    /// Shows what a look found, and follows it from there.
    public void show(Cluster cluster, LivePlanner.Planned planned, DesiredState desired) {
        Instant now = parts.clock().instant();
        lane.call(() -> {
            looked = new Looked(
                    index(cluster, desired.resources()),
                    index(
                            cluster,
                            planned.baseline().map(DesiredState::resources).orElse(List.of())),
                    Optional.of(cluster));
            contents.clear();
            List<LiveRow> rows = planned.plan().changes().stream()
                    .map(PlannedChange::diff)
                    .map(diff -> new LiveRow(
                            diff,
                            HealthOf.live(diff.live(), now),
                            planned.plan().at()))
                    .toList();
            live.update(before -> new EnvironmentLive(
                    before.environment(),
                    before.cluster(),
                    planned.plan().commit(),
                    planned.inventory().mark().flatMap(SyncMark::synced),
                    rows,
                    Optional.of(planned.plan().at()),
                    Optional.empty(),
                    Optional.empty()));
            return true;
        });
        watches.follow(cluster, planned);
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

    private void report(ResourceKey key, Optional<LiveObject> object) {
        reported.put(key, object);
        flushSoon();
    }

    private void flushSoon() {
        if (flushing.compareAndSet(false, true)) {
            parts.workers()
                    .after(
                            GATHER,
                            "live",
                            () -> lane.execute(() -> {
                                flushing.set(false);
                                flush();
                            }));
        }
    }

    private void stale(boolean lost) {
        Instant now = parts.clock().instant();
        live.update(before -> new EnvironmentLive(
                before.environment(),
                before.cluster(),
                before.commit(),
                before.synced(),
                before.rows(),
                before.asOf(),
                lost ? before.staleSince().or(() -> Optional.of(now)) : Optional.empty(),
                lost ? before.problem() : Optional.empty()));
    }

    /// In the lane.
    private void flush() {
        if (closed.isCancelled()) {
            return;
        }
        Map<ResourceKey, LiveRow> rows = new LinkedHashMap<>();
        live.get().rows().forEach(row -> rows.put(row.key(), row));
        List<ResourceKey> compare = new ArrayList<>();
        for (ResourceKey key : List.copyOf(reported.keySet())) {
            Optional<LiveObject> object = reported.remove(key);
            LiveRow row = rows.get(key);
            if (object != null && row != null && moved(row, object)) {
                update(row, object, rows, compare);
            }
        }
        boolean differs = compareAgain(compare, rows);
        live.update(before -> new EnvironmentLive(
                before.environment(),
                before.cluster(),
                before.commit(),
                before.synced(),
                List.copyOf(rows.values()),
                before.asOf(),
                before.staleSince(),
                before.problem()));
        if (differs) {
            drifted.run();
        }
    }

    private static boolean moved(LiveRow row, Optional<LiveObject> object) {
        return !object.map(LiveObject::resourceVersion).equals(row.diff().resourceVersion());
    }

    private void update(
            LiveRow row, Optional<LiveObject> object, Map<ResourceKey, LiveRow> rows, List<ResourceKey> compare) {
        Integer content = object.map(o -> PlannedContent.fingerprint(o.body())).orElse(null);
        Integer before = content == null ? contents.remove(row.key()) : contents.put(row.key(), content);
        if (object.isPresent()) {
            Instant now = parts.clock().instant();
            rows.put(
                    row.key(),
                    new LiveRow(
                            row.diff(), HealthOf.live(Optional.of(object.get().body()), now), now));
            if (content != null && content.equals(before)) {
                return;
            }
        }
        if (row.action() == Action.DELETE && object.isEmpty()) {
            rows.remove(row.key());
        } else if (looked.desired().containsKey(row.key())) {
            compare.add(row.key());
        }
    }

    /// True if something differs now that did not before.
    private boolean compareAgain(List<ResourceKey> keys, Map<ResourceKey, LiveRow> rows) {
        Looked now = looked;
        if (keys.isEmpty() || now.cluster().isEmpty()) {
            return false;
        }
        List<Resource> desired = new ArrayList<>();
        List<Resource> baseline = new ArrayList<>();
        for (ResourceKey key : keys) {
            Optional.ofNullable(now.desired().get(key)).ifPresent(desired::add);
            Optional.ofNullable(now.baseline().get(key)).ifPresent(baseline::add);
        }
        try {
            List<ResourceDiff> diffs = parts.differ()
                    .diff(
                            now.cluster().get(),
                            new LiveDiff.Request(desired, baseline, List.of()),
                            _ -> {},
                            Progress.none(),
                            closed);
            boolean differs = false;
            Instant at = parts.clock().instant();
            for (ResourceDiff diff : diffs) {
                LiveRow before = rows.put(diff.key(), new LiveRow(diff, HealthOf.live(diff.live(), at), at));
                differs |= before != null && before.action() == Action.UNCHANGED && diff.action() != Action.UNCHANGED;
            }
            return differs;
        } catch (EngineException e) {
            LOG.info("Changed objects could not be compared again: {}", e.getMessage());
            keys.forEach(contents::remove);
            stale(true);
            return false;
        } catch (CancellationException e) {
            // Closing: nobody looks at these rows any more.
            return false;
        }
    }

    @Override
    public void close() {
        closed.cancel();
        watches.close();
    }
}
