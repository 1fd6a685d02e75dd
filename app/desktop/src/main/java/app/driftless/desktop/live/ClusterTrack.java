package app.driftless.desktop.live;

import app.driftless.core.Workspace;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Signal;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.health.Health;
import app.driftless.core.health.HealthJudge;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.settings.Binding;
import app.driftless.core.sync.DesiredState;
import app.driftless.core.sync.LivePlanner;
import app.driftless.core.sync.SyncProblem;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.SyncState;
import app.driftless.desktop.resources.ClusterEntry.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/// Compares one environment with one of its clusters, again whenever one of both changes. Reads and dry runs only.
/// Any
/// thread.
final class ClusterTrack implements AutoCloseable {
    private static final Duration SETTLE = Duration.ofMillis(300);
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Workspace workspace;
    private final String environment;
    private final String cluster;
    private final SignalSource<ClusterView> view = new SignalSource<>(ClusterView.unknown());
    private final Coalesced compare;
    private final AtomicBoolean settling = new AtomicBoolean();
    private final CancelToken cancel = new CancelToken();
    private final DriftWatch watch;
    private volatile Optional<DesiredState> desired = Optional.empty();

    ClusterTrack(Workspace workspace, String environment, String cluster) {
        this.workspace = workspace;
        this.environment = environment;
        this.cluster = cluster;
        compare = new Coalesced(workspace.engine().workers(), "compare-" + cluster, this::compare);
        watch = new DriftWatch(this::soon, this::lost);
        workspace.engine().workers().io("ledger-" + cluster, this::readLedger);
    }

    String environment() {
        return environment;
    }

    String cluster() {
        return cluster;
    }

    Signal<ClusterView> view() {
        return view;
    }

    /// Compares with `next` from now on.
    void desire(DesiredState next) {
        desired = Optional.of(next);
        compare.request();
    }

    /// Compares again, now: bindings may have changed, too.
    void again() {
        compare.request();
    }

    void show(SyncState state) {
        view.update(v -> v.with(state));
    }

    void readLedger() {
        List<SyncReport> mine = workspace
                .runner()
                .history(workspace.repository().id())
                .stream()
                .filter(r -> r.environment().equals(environment) && r.cluster().equals(cluster))
                .toList();
        view.update(v -> {
            boolean idle = v.sync() instanceof SyncState.Idle;
            ClusterView next = v.with(mine);
            return idle ? next.with(new SyncState.Idle(mine.stream().findFirst(), Optional.empty())) : next;
        });
    }

    /// Many events close together are one comparison.
    private void soon() {
        if (settling.compareAndSet(false, true)) {
            workspace.engine().workers().after(SETTLE, "settle-" + cluster, () -> {
                settling.set(false);
                compare.request();
            });
        }
    }

    private void lost(boolean lost) {
        if (lost) {
            offline();
        } else {
            soon();
        }
    }

    private void offline() {
        Instant now = workspace.engine().options().clock().instant();
        view.update(v -> v.link() instanceof Link.Offline
                ? v
                : v.with(v.binding(), new Link.Offline(v.asOf().orElse(now))));
    }

    private void compare() {
        Optional<Binding> binding =
                workspace.engine().trust().binding(workspace.repository().root(), environment, cluster);
        if (binding.isEmpty() || desired.isEmpty() || cancel.isCancelled()) {
            if (binding.isEmpty()) {
                watch.close();
                view.update(v -> ClusterView.unknown().with(v.ledger()));
            }
            return;
        }
        DesiredState state = desired.get();
        if (!(view.get().link() instanceof Link.Live) && !(view.get().link() instanceof Link.Offline)) {
            view.update(v -> v.with(binding, new Link.Connecting()));
        }
        try {
            Cluster connected = workspace.connections().bound(binding.get(), cancel);
            LivePlanner.Planned planned = workspace.plan(connected, cluster, state, _ -> {}, Progress.none(), cancel);
            publish(binding.get(), state, planned);
            watch.follow(
                    connected,
                    planned.plan().changes().stream().map(PlannedChange::diff).toList());
        } catch (EngineException e) {
            failed(binding.get(), e.problem());
        } catch (CancellationException e) {
            // The repository is being closed.
            watch.close();
        }
    }

    private void failed(Binding binding, Problem problem) {
        if (problem.code() == SyncProblem.WRONG_CLUSTER) {
            watch.close();
            view.update(v -> v.with(Optional.of(binding), new Link.Refused(problem)));
            return;
        }
        Instant now = workspace.engine().options().clock().instant();
        view.update(v -> v.with(
                        Optional.of(binding),
                        v.link() instanceof Link.Offline
                                ? v.link()
                                : new Link.Offline(v.asOf().orElse(now)))
                .with(idle(v) ? new SyncState.Stopped(problem, Optional.of(now.plus(RETRY))) : v.sync()));
        workspace.engine().workers().after(RETRY, "retry-" + cluster, this::again);
    }

    private static boolean idle(ClusterView v) {
        return v.sync() instanceof SyncState.Idle || v.sync() instanceof SyncState.Stopped;
    }

    private void publish(Binding binding, DesiredState state, LivePlanner.Planned planned) {
        Instant now = workspace.engine().options().clock().instant();
        Map<ResourceKey, ResourceDiff> diffs = new LinkedHashMap<>();
        Map<ResourceKey, Health> health = new HashMap<>();
        for (PlannedChange change : planned.plan().changes()) {
            ResourceDiff diff = change.diff();
            diffs.put(diff.key(), diff);
            diff.live()
                    .ifPresent(
                            live -> health.put(diff.key(), HealthJudge.judge(live, HealthJudge.Surroundings.at(now))));
        }
        view.update(v -> new ClusterView(
                Optional.of(binding),
                new Link.Live(now),
                Optional.of(state),
                Optional.of(planned.plan()),
                diffs,
                health,
                Optional.of(now),
                v.sync() instanceof SyncState.Stopped
                        ? new SyncState.Idle(v.ledger().stream().findFirst(), Optional.empty())
                        : v.sync(),
                v.ledger()));
    }

    @Override
    public void close() {
        cancel.cancel();
        watch.close();
    }
}
