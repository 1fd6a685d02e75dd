package app.driftless.core.internal.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.LiveDiff;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.Action;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Lane;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.flow.Workers;
import app.driftless.core.health.Health;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.EngineException;
import app.driftless.core.sync.DesiredState;
import app.driftless.core.sync.EnvironmentLive;
import app.driftless.core.sync.LivePlanner;
import app.driftless.core.sync.LiveRow;
import app.driftless.core.sync.SyncMark;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the rows of an environment true between two looks: what a watch reports is compared again by itself, and
/// only health is judged again where nothing but the status moved. Thread-safe; work is done in a lane of its own.
public final class LiveBoard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveBoard.class);
    private final Parts parts;
    private final SignalSource<EnvironmentLive> live;
    private final Told told;
    private final Lane lane;
    private final CancelToken closed = new CancelToken();
    private final LiveReports reports = new LiveReports();
    private final RowEdits edits = new RowEdits();
    private final Gathering flushing;
    private final Map<ResourceKey, Integer> contents = new HashMap<>();
    private volatile Optional<ShownState> looked = Optional.empty();
    private final GroupWatches watches;
    private final CauseLook causes;

    /// What a board works with.
    public record Parts(Workers workers, InstantSource clock, LiveDiff differ) {}

    /// Who is told what the board cannot see to itself.
    ///
    /// @param drifted a row was compared again and differs now
    /// @param doubted changes may have been missed, so that only a look at the whole can tell
    public record Told(Runnable drifted, Runnable doubted) {}

    public LiveBoard(Parts parts, SignalSource<EnvironmentLive> live, Told told) {
        this.parts = parts;
        this.live = live;
        this.told = told;
        this.lane = parts.workers()
                .lane("live " + live.get().environment() + "@" + live.get().cluster());
        this.flushing = new Gathering(parts.workers(), lane, this::flush);
        this.watches = new GroupWatches(this::report, this::stale, told.doubted());
        this.causes = new CauseLook(parts.workers(), parts.clock(), lane, live, closed);
    }

    /// Shows what a look found, and follows it from there.
    public void show(Cluster cluster, LivePlanner.Planned planned, DesiredState desired) {
        Instant now = parts.clock().instant();
        lane.call(() -> {
            looked = Optional.of(ShownState.of(cluster, planned, desired));
            contents.clear();
            List<LiveRow> rows = planned.plan().changes().stream()
                    .map(PlannedChange::diff)
                    .map(diff -> new LiveRow(
                            diff,
                            HealthOf.live(diff.live(), now),
                            planned.plan().at()))
                    .toList();
            rows.forEach(row -> row.diff().facts().ifPresent(facts -> contents.put(row.key(), facts.fingerprint())));
            live.update(before -> new EnvironmentLive(
                    before.environment(),
                    before.cluster(),
                    Optional.of(planned.plan()),
                    planned.inventory().mark().flatMap(SyncMark::synced),
                    rows,
                    Optional.empty(),
                    Optional.empty()));
            edits.forget();
            if (reports.shown(rows)) {
                flushing.soon();
            }
            return true;
        });
        watches.follow(cluster, planned);
        causes.soon(cluster);
    }

    private void report(ResourceKey key, Optional<LiveObject> object) {
        reports.add(key, object);
        flushing.soon();
    }

    private void stale(boolean lost) {
        if (live.get().staleSince().isPresent() == lost) {
            return;
        }
        Instant now = parts.clock().instant();
        live.update(before -> new EnvironmentLive(
                before.environment(),
                before.cluster(),
                before.plan(),
                before.synced(),
                before.rows(),
                lost ? Optional.of(now) : Optional.empty(),
                lost ? before.problem() : Optional.empty()));
        if (!lost) {
            told.doubted().run();
        }
    }

    /// In the lane.
    private void flush() {
        if (closed.isCancelled()) {
            return;
        }
        edits.begin(live.get().rows());
        Map<ResourceKey, Optional<LiveObject>> compare = new LinkedHashMap<>();
        reports.take().forEach((key, object) -> edits.find(key)
                .filter(row -> moved(row, object))
                .ifPresent(row -> update(row, object, compare)));
        boolean differs = compareAgain(compare);
        List<LiveRow> rows = publish();
        if (!compare.isEmpty() || edits.removed()) {
            planAgain(rows);
        }
        looked.ifPresent(shown -> causes.soon(shown.cluster()));
        if (differs) {
            told.drifted().run();
        }
    }

    private List<LiveRow> publish() {
        List<LiveRow> rows = edits.rows();
        live.update(last -> last.withRows(rows));
        return rows;
    }

    /// After the rows, which are seen at once: the order of all objects takes longer than the comparison of one.
    private void planAgain(List<LiveRow> rows) {
        Optional<SyncPlan> plan = looked.map(
                l -> l.planned().with(rows.stream().map(LiveRow::diff).toList()));
        live.update(last -> last.withPlan(plan));
    }

    private static boolean moved(LiveRow row, Optional<LiveObject> object) {
        return !object.map(LiveObject::resourceVersion).equals(row.diff().resourceVersion());
    }

    private void update(LiveRow row, Optional<LiveObject> object, Map<ResourceKey, Optional<LiveObject>> compare) {
        Integer content = object.map(o -> PlannedContent.fingerprint(o.body())).orElse(null);
        Integer before = content == null ? contents.remove(row.key()) : contents.put(row.key(), content);
        if (object.isPresent()) {
            Instant now = parts.clock().instant();
            edits.set(new LiveRow(
                    row.diff(),
                    HealthOf.live(Optional.of(object.get().body()), now)
                            .map(health -> health.isUnwell()
                                    ? health.because(row.health().flatMap(Health::cause))
                                    : health),
                    now));
            if (content != null && content.equals(before)) {
                return;
            }
        }
        if (row.action() == Action.DELETE && object.isEmpty()) {
            edits.remove(row.key());
        } else if (looked.filter(l -> l.desired().containsKey(row.key())).isPresent()) {
            compare.put(row.key(), object);
        }
    }

    /// True if something differs now that did not before.
    private boolean compareAgain(Map<ResourceKey, Optional<LiveObject>> keys) {
        if (keys.isEmpty() || looked.isEmpty()) {
            return false;
        }
        var comparison = new RowComparison(looked.get(), parts, edits, keys);
        try {
            if (comparison.foresee()) {
                publish();
            }
            return comparison.ask(closed);
        } catch (EngineException e) {
            LOG.info("Changed objects could not be compared again: {}", e.getMessage());
            keys.keySet().forEach(contents::remove);
            stale(true);
            told.doubted().run();
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
