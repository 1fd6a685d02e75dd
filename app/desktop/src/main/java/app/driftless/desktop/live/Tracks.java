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

/// All environments of an open repository, found and rendered again for each new head, joined into what the window
/// shows. Any thread.
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
    private final BackgroundSyncs background;
    private final Subscription following;
    private final CancelToken cancel = new CancelToken();
    private volatile List<EnvironmentTrack> tracks = List.of();
    private volatile Optional<Commit> head = Optional.empty();
    private volatile int ahead;
    private volatile List<String> unpushed = List.of();

    Tracks(Workspace workspace) {
        this.workspace = workspace;
        background = new BackgroundSyncs(workspace, this);
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
    Optional<Commit> head() {
        return head;
    }

    /// Commits that the remote does not have yet, newest first.
    List<String> unpushed() {
        return unpushed;
    }

    List<EnvironmentTrack> all() {
        return tracks;
    }

    Optional<EnvironmentTrack> environment(String name) {
        return tracks.stream().filter(t -> t.environment().name().equals(name)).findFirst();
    }

    Optional<ClusterTrack> cluster(String environment, String cluster) {
        return environment(environment).flatMap(e -> e.clusters().stream()
                .filter(c -> c.cluster().equals(cluster))
                .findFirst());
    }

    /// Looks at everything again: trust or bindings have changed.
    void again() {
        find.request();
    }

    private void follow(Loadable<RepoState> state) {
        if (state instanceof Loadable.Ready<RepoState> ready) {
            RepoState repo = ready.value();
            boolean moved = !repo.head().map(Commit::id).equals(head.map(Commit::id));
            if (moved || tracks.isEmpty()) {
                head = repo.head();
                find.request();
            }
            if (moved || repo.ahead() != ahead) {
                ahead = repo.ahead();
                fold();
            }
        }
    }

    private List<String> readUnpushed() {
        int count = ahead;
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
            Optional<Commit> commit = head;
            var tree = commit.map(c -> workspace.repository().tree(c))
                    .orElseGet(() -> workspace.repository().workTree());
            List<Environment> found = workspace.finder().find(tree, cancel).all();
            keep(found);
            background.follow(found);
            for (EnvironmentTrack track : tracks) {
                track.render(commit);
            }
        } catch (EngineException e) {
            LOG.warn("The environments could not be read: {}", e.getMessage());
        }
    }

    /// Environments that are as before go on; others begin anew.
    private void keep(List<Environment> found) {
        var next = new ArrayList<EnvironmentTrack>();
        var before = new ArrayList<>(tracks);
        for (Environment environment : found) {
            EnvironmentTrack same = before.stream()
                    .filter(t -> t.environment().equals(environment))
                    .findFirst()
                    .orElse(null);
            if (same != null) {
                before.remove(same);
                next.add(same);
            } else {
                next.add(new EnvironmentTrack(workspace, environment));
            }
        }
        tracks = List.copyOf(next);
        before.forEach(EnvironmentTrack::close);
        join();
    }

    private synchronized void join() {
        joined.forEach(Subscription::close);
        joined.clear();
        for (EnvironmentTrack track : tracks) {
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
        entries.set(tracks.stream().map(EnvironmentTrack::entry).toList());
        syncs.set(tracks.stream()
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
        background.close();
        joined.forEach(Subscription::close);
        tracks.forEach(EnvironmentTrack::close);
    }
}
