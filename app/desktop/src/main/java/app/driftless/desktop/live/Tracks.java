package app.driftless.desktop.live;

import app.driftless.core.Workspace;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Loadable;
import app.driftless.core.flow.Signal;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.flow.Subscription;
import app.driftless.core.problem.EngineException;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.RepoState;
import app.driftless.core.settings.Settings;
import app.driftless.core.sync.SyncLoops;
import app.driftless.core.workspace.Environment;
import app.driftless.desktop.resources.EnvironmentEntry;
import app.driftless.desktop.sync.ClusterSync;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All environments of an open repository, found and rendered again for each new commit, with the loops that hold
/// them beside their clusters, joined into what the window shows. Any thread.
final class Tracks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tracks.class);
    private static final Duration FOLD = Duration.ofMillis(80);

    private final Workspace workspace;
    private final SignalSource<List<EnvironmentEntry>> entries = new SignalSource<>(List.of());
    private final SignalSource<List<ClusterSync>> syncs = new SignalSource<>(List.of());
    private final SignalSource<Long> published = new SignalSource<>(0L);
    private final List<Subscription> joined = new ArrayList<>();
    private final AtomicBoolean folding = new AtomicBoolean();
    private final Coalesced find;
    private final SyncLoops loops;
    private final Subscription following;
    private final CancelToken cancel = new CancelToken();
    private final SignalSource<List<EnvironmentTrack>> tracks = new SignalSource<>(List.of());
    private volatile Optional<Commit> shown = Optional.empty();
    private volatile Heads heads = new Heads(Optional.empty(), 0, 0);
    private volatile List<String> unpushed = List.of();

    private record Heads(Optional<String> head, int ahead, int behind) {}

    Tracks(Workspace workspace) {
        this.workspace = workspace;
        loops = workspace.loops(workspace.engine().settings().settings().map(Settings::syncsPaused));
        find = new Coalesced(workspace.engine().workers(), "environments", this::find);
        following = workspace.repository().state().subscribe(this::follow);
    }

    Signal<List<EnvironmentEntry>> entries() {
        return entries;
    }

    Signal<List<ClusterSync>> syncs() {
        return syncs;
    }

    /// Counts the publications: another number means that a plan may be another one.
    Signal<Long> published() {
        return published;
    }

    /// The commit that everything is compared with; empty before the first.
    Optional<Commit> shown() {
        return shown;
    }

    /// Commits that the remote does not have yet, newest first.
    List<String> unpushed() {
        return unpushed;
    }

    /// Those of now. One whose settings change is replaced by another one.
    Signal<List<EnvironmentTrack>> all() {
        return tracks;
    }

    Optional<EnvironmentTrack> environment(String name) {
        return tracks.get().stream()
                .filter(t -> t.environment().name().equals(name))
                .findFirst();
    }

    Optional<ClusterTrack> cluster(String environment, String cluster) {
        return environment(environment).flatMap(e -> e.clusters().stream()
                .filter(c -> c.cluster().equals(cluster))
                .findFirst());
    }

    /// Looks at everything again: trust or bindings have changed.
    void again() {
        find.request();
        tracks.get().forEach(t -> t.clusters().forEach(ClusterTrack::again));
    }

    private void follow(Loadable<RepoState> state) {
        if (state instanceof Loadable.Ready<RepoState> ready) {
            RepoState repo = ready.value();
            Heads now = new Heads(repo.head().map(Commit::id), repo.ahead(), repo.behind());
            if (!now.equals(heads) || tracks.get().isEmpty()) {
                heads = now;
                find.request();
                fold();
            }
        }
    }

    private List<String> readUnpushed() {
        int count = heads.ahead();
        try {
            return count == 0
                    ? List.of()
                    : workspace.repository().history("HEAD", Optional.empty(), count).stream()
                            .map(c -> c.shortId() + " " + c.subject())
                            .toList();
        } catch (EngineException e) {
            LOG.warn("The commits that are not pushed could not be read: {}", e.getMessage());
            return List.of();
        }
    }

    private void find() {
        try {
            Optional<Commit> commit = workspace.desired().shown();
            List<Environment> found =
                    workspace.desired().environments(commit, cancel).all();
            shown = commit;
            loops.follow(found);
            keep(found);
            for (EnvironmentTrack track : tracks.get()) {
                track.render(commit);
            }
        } catch (EngineException e) {
            LOG.warn("The environments could not be read: {}", e.getMessage());
        }
    }

    /// Environments that are as before go on; others begin anew.
    private void keep(List<Environment> found) {
        var next = new ArrayList<EnvironmentTrack>();
        var before = new ArrayList<>(tracks.get());
        for (Environment environment : found) {
            EnvironmentTrack same = before.stream()
                    .filter(t -> t.environment().equals(environment))
                    .findFirst()
                    .orElse(null);
            if (same != null) {
                before.remove(same);
                next.add(same);
            } else {
                next.add(new EnvironmentTrack(workspace, environment, loops));
            }
        }
        tracks.set(List.copyOf(next));
        before.forEach(EnvironmentTrack::close);
        join();
    }

    private synchronized void join() {
        joined.forEach(Subscription::close);
        joined.clear();
        for (EnvironmentTrack track : tracks.get()) {
            joined.add(track.desired().subscribe(_ -> fold()));
            track.clusters().forEach(c -> joined.add(c.view().subscribe(_ -> fold())));
        }
    }

    /// Folds a burst of changes into one publication.
    private void fold() {
        if (folding.compareAndSet(false, true)) {
            workspace.engine().workers().after(FOLD, "fold", () -> {
                folding.set(false);
                publish();
            });
        }
    }

    private void publish() {
        unpushed = readUnpushed();
        entries.set(tracks.get().stream().map(EnvironmentTrack::entry).toList());
        syncs.set(tracks.get().stream()
                .flatMap(e -> e.clusters().stream().map(c -> {
                    ClusterView view = c.view().get();
                    return new ClusterSync(
                            e.environment(),
                            c.cluster(),
                            view.binding().isPresent(),
                            view.binding().map(b -> b.observeOnly()).orElse(true),
                            view.sync(),
                            view.ledger());
                }))
                .toList());
        published.update(n -> n + 1);
    }

    @Override
    public synchronized void close() {
        cancel.cancel();
        following.close();
        joined.forEach(Subscription::close);
        tracks.get().forEach(EnvironmentTrack::close);
        loops.close();
    }
}
