package app.driftless.desktop.live;

import app.driftless.core.Engine;
import app.driftless.core.Workspace;
import app.driftless.core.flow.Subscription;
import app.driftless.core.settings.Settings;
import app.driftless.core.sync.SyncLoop;
import app.driftless.core.sync.SyncLoops;
import app.driftless.core.sync.SyncState;
import app.driftless.core.workspace.Environment;
import app.driftless.core.workspace.SyncPolicy;
import java.util.ArrayList;
import java.util.List;

/// Runs the engine's loops for the environments that are synced by themselves (`auto`), and tells the tracks what
/// they do. Only the
/// profile's first window runs them; *Pause all* stops their writing. Any thread.
final class BackgroundSyncs implements AutoCloseable {
    private final Engine engine;
    private final Tracks tracks;
    private final SyncLoops loops;
    private final List<Subscription> followed = new ArrayList<>();
    private final Subscription following;

    BackgroundSyncs(Workspace workspace, Tracks tracks) {
        this.engine = workspace.engine();
        this.tracks = tracks;
        loops = workspace.loops(engine.settings().settings().map(Settings::syncsPaused));
        following = loops.all().subscribe(this::listen);
    }

    /// Starts and ends loops so that exactly these environments have them, where they are `auto`.
    void follow(List<Environment> environments) {
        if (engine.holdsProfile()) {
            loops.follow(environments.stream()
                    .filter(e -> e.sync().mode() == SyncPolicy.Mode.AUTO)
                    .toList());
        }
    }

    private synchronized void listen(List<SyncLoop> running) {
        followed.forEach(Subscription::close);
        followed.clear();
        for (SyncLoop loop : running) {
            followed.add(loop.state().subscribe(state -> tell(loop, state)));
        }
    }

    private void tell(SyncLoop loop, SyncState state) {
        var live = loop.live().get();
        tracks.cluster(live.environment(), live.cluster()).ifPresent(track -> {
            switch (state) {
                case SyncState.Applying _, SyncState.Stopped _ -> track.show(state);
                case SyncState.Done _ -> {
                    track.show(state);
                    track.readLedger();
                    track.again();
                }
                case SyncState.Idle _, SyncState.Planning _, SyncState.AwaitingApproval _ -> {
                    // Looking is not shown: the track compares by itself.
                }
            }
        });
    }

    @Override
    public synchronized void close() {
        following.close();
        followed.forEach(Subscription::close);
        loops.close();
    }
}
