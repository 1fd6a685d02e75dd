package app.driftless.desktop.live;

import app.driftless.core.Workspace;
import app.driftless.core.diff.Action;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Loadable;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Signal;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.health.Health;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.sync.DesiredState;
import app.driftless.core.sync.LiveRow;
import app.driftless.core.sync.SyncLoops;
import app.driftless.core.workspace.Environment;
import app.driftless.desktop.resources.ClusterEntry;
import app.driftless.desktop.resources.EntryState;
import app.driftless.desktop.resources.EnvironmentEntry;
import app.driftless.desktop.resources.ResourceEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/// One environment: what a commit wants of it, and what its clusters hold. Any thread.
final class EnvironmentTrack implements AutoCloseable {
    private final Workspace workspace;
    private final Environment environment;
    private final List<ClusterTrack> clusters;
    private final SignalSource<Loadable<DesiredState>> desired = new SignalSource<>(new Loadable.Empty<>());
    private final CancelToken cancel = new CancelToken();

    /// @param loops with one for each cluster of the environment
    EnvironmentTrack(Workspace workspace, Environment environment, SyncLoops loops) {
        this.workspace = workspace;
        this.environment = environment;
        clusters = environment.clusters().stream()
                .flatMap(name -> loops.loop(environment.name(), name).stream()
                        .map(loop -> new ClusterTrack(workspace, environment.name(), name, loop)))
                .toList();
    }

    Environment environment() {
        return environment;
    }

    List<ClusterTrack> clusters() {
        return clusters;
    }

    Signal<Loadable<DesiredState>> desired() {
        return desired;
    }

    /// Renders `commit`, or the files on disk before the first commit. Blocks; on an I/O thread.
    void render(Optional<Commit> commit) {
        desired.update(Loadable::toLoading);
        try {
            workspace
                    .desired()
                    .of(commit, environment.name(), Progress.none(), cancel)
                    .ifPresent(state -> desired.set(new Loadable.Ready<>(
                            state, workspace.engine().options().clock().instant())));
        } catch (EngineException e) {
            desired.update(last -> last.toFailed(e.problem()));
        } catch (CancellationException e) {
            desired.update(
                    last -> last.latest().<Loadable<DesiredState>>map(r -> r).orElse(new Loadable.Empty<>()));
        }
    }

    /// What the tree shows of it now.
    EnvironmentEntry entry() {
        Loadable<DesiredState> now = desired.get();
        var views = clusters.stream().map(c -> c.view().get()).toList();
        var entries = new ArrayList<ResourceEntry>();
        Set<ResourceKey> listed = new HashSet<>();
        now.latest().ifPresent(ready -> ready.value().resources().forEach(r -> entries.add(entry(r, views, listed))));
        // What only the cluster holds and would be pruned.
        for (ClusterView view : views) {
            for (LiveRow row : view.rows().values()) {
                if (row.action() == Action.DELETE && listed.add(row.key())) {
                    entries.add(new ResourceEntry(row.key(), row.diff().origin(), state(view, row), row.health()));
                }
            }
        }
        Optional<Problem> problem =
                now instanceof Loadable.Failed<DesiredState> failed ? Optional.of(failed.problem()) : Optional.empty();
        return new EnvironmentEntry(
                environment,
                clusters.stream().map(EnvironmentTrack::entry).toList(),
                entries,
                now instanceof Loadable.Loading<DesiredState>,
                problem);
    }

    private static ResourceEntry entry(Resource resource, List<ClusterView> views, Set<ResourceKey> listed) {
        EntryState worst = EntryState.UNKNOWN;
        Optional<Health> health = Optional.empty();
        ResourceKey key = resource.key();
        boolean stale = !views.isEmpty() && views.stream().allMatch(ClusterView::stale);
        for (ClusterView view : views) {
            Optional<LiveRow> row = view.row(resource.key());
            if (row.isPresent()) {
                key = row.get().key();
                EntryState now = worst.worse(state(view, row.get()));
                if (!now.health().equals(worst.health())) {
                    health = row.get().health();
                }
                worst = now;
            }
        }
        listed.add(key);
        return new ResourceEntry(
                key, Optional.of(resource.origin()), new EntryState(worst.action(), worst.health(), stale), health);
    }

    private static EntryState state(ClusterView view, LiveRow row) {
        return new EntryState(Optional.of(row.action()), row.health().map(Health::status), view.stale());
    }

    private static ClusterEntry entry(ClusterTrack track) {
        ClusterView view = track.view().get();
        EntryState worst = EntryState.UNKNOWN;
        for (LiveRow row : view.rows().values()) {
            worst = worst.worse(state(view, row));
        }
        return new ClusterEntry(track.cluster(), view.link(), worst, view.rows().size());
    }

    @Override
    public void close() {
        cancel.cancel();
        clusters.forEach(ClusterTrack::close);
    }
}
