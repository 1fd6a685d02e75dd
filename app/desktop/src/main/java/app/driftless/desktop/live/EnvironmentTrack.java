package app.driftless.desktop.live;

import app.driftless.core.Workspace;
import app.driftless.core.diff.Action;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Loadable;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Signal;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.sync.DesiredState;
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

    EnvironmentTrack(Workspace workspace, Environment environment) {
        this.workspace = workspace;
        this.environment = environment;
        clusters = environment.clusters().stream()
                .map(name -> new ClusterTrack(workspace, environment.name(), name))
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
            Optional<DesiredState> state = commit.isPresent()
                    ? workspace.desired().at(commit.get(), environment.name(), Progress.none(), cancel)
                    : workspace.desired().onDisk(environment.name(), Progress.none(), cancel);
            state.ifPresent(s -> {
                desired.set(new Loadable.Ready<>(
                        s, workspace.engine().options().clock().instant()));
                clusters.forEach(c -> c.desire(s));
            });
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
            for (ResourceDiff diff : view.diffs().values()) {
                if (diff.action() == Action.DELETE && listed.add(diff.key())) {
                    entries.add(new ResourceEntry(diff.key(), diff.origin(), state(view, Optional.of(diff))));
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
        ResourceKey key = resource.key();
        boolean stale = !views.isEmpty() && views.stream().allMatch(ClusterView::stale);
        for (ClusterView view : views) {
            Optional<ResourceDiff> diff = view.diffOf(resource.key());
            if (diff.isPresent()) {
                key = diff.get().key();
                worst = worst.worse(state(view, diff));
            }
        }
        listed.add(key);
        return new ResourceEntry(
                key, Optional.of(resource.origin()), new EntryState(worst.action(), worst.health(), stale));
    }

    private static EntryState state(ClusterView view, Optional<ResourceDiff> diff) {
        return new EntryState(
                diff.map(ResourceDiff::action),
                diff.flatMap(
                        d -> Optional.ofNullable(view.health().get(d.key())).map(h -> h.status())),
                view.stale());
    }

    private static ClusterEntry entry(ClusterTrack track) {
        ClusterView view = track.view().get();
        EntryState worst = EntryState.UNKNOWN;
        for (ResourceDiff diff : view.diffs().values()) {
            worst = worst.worse(state(view, Optional.of(diff)));
        }
        return new ClusterEntry(
                track.cluster(), view.link(), worst, view.diffs().size());
    }

    @Override
    public void close() {
        cancel.cancel();
        clusters.forEach(ClusterTrack::close);
    }
}
