package app.driftless.desktop.live;

import app.driftless.core.Workspace;
import app.driftless.core.flow.Signal;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.flow.Subscription;
import app.driftless.core.sync.SyncLoop;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.SyncState;
import java.util.List;

/// The loop of one environment in one cluster, as the window follows it. Any thread.
final class ClusterTrack implements AutoCloseable {
    private final Workspace workspace;
    private final String environment;
    private final String cluster;
    private final SyncLoop loop;
    private final SignalSource<ClusterView> view;
    private final Coalesced ledger;
    private final List<Subscription> following;

    ClusterTrack(Workspace workspace, String environment, String cluster, SyncLoop loop) {
        this.workspace = workspace;
        this.environment = environment;
        this.cluster = cluster;
        this.loop = loop;
        view = new SignalSource<>(now(List.of()));
        ledger = new Coalesced(workspace.engine().workers(), "ledger-" + cluster, this::readLedger);
        following = List.of(loop.live().subscribe(_ -> show()), loop.state().subscribe(this::changed));
        ledger.request();
    }

    String environment() {
        return environment;
    }

    String cluster() {
        return cluster;
    }

    SyncLoop loop() {
        return loop;
    }

    Signal<ClusterView> view() {
        return view;
    }

    /// Compares again, now: the binding may have changed, too.
    void again() {
        show();
        loop.lookNow();
    }

    private void changed(SyncState state) {
        show();
        if (state instanceof SyncState.Done || state instanceof SyncState.Stopped) {
            ledger.request();
        }
    }

    private void show() {
        view.update(before -> now(before.ledger()));
    }

    private ClusterView now(List<SyncReport> records) {
        return ClusterView.of(
                workspace.engine().trust().binding(workspace.repository().root(), environment, cluster),
                loop.live().get(),
                loop.state().get(),
                records);
    }

    private void readLedger() {
        List<SyncReport> mine = workspace
                .runner()
                .history(workspace.repository().id())
                .stream()
                .filter(r -> r.environment().equals(environment) && r.cluster().equals(cluster))
                .toList();
        view.update(_ -> now(mine));
    }

    @Override
    public void close() {
        following.forEach(Subscription::close);
    }
}
