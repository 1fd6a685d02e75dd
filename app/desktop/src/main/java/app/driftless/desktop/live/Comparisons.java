package app.driftless.desktop.live;

import app.driftless.core.diff.Masking;
import app.driftless.core.diff.TakeOverRules;
import app.driftless.core.flow.Loadable;
import app.driftless.core.flow.Subscription;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.manifest.YamlLines;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.RepoState;
import app.driftless.core.sync.DesiredState;
import app.driftless.desktop.diff.DiffAspect;
import app.driftless.desktop.diff.ShownDiff;
import app.driftless.desktop.diff.Sides;
import app.driftless.desktop.document.OpenTarget;
import app.driftless.desktop.editor.RenderedAspect;
import app.driftless.desktop.fx.FxBridge;
import app.driftless.desktop.resources.ClusterEntry.Link;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What a resource renders to, and how it differs from a cluster, as the tabs follow it. FX thread.
final class Comparisons implements DiffAspect.Source {
    private final Tracks tracks;
    private final FxBridge bridge;
    private final Supplier<Optional<RepoState>> repository;
    private final Masking masking = new Masking();

    Comparisons(Tracks tracks, FxBridge bridge, Supplier<Optional<RepoState>> repository) {
        this.tracks = tracks;
        this.bridge = bridge;
        this.repository = repository;
    }

    @Override
    public Subscription follow(OpenTarget target, Consumer<Loadable<ShownDiff>> show) {
        return new Following<ClusterTrack, ClusterView, ShownDiff>(
                        () -> track(target),
                        ClusterTrack::view,
                        (track, view) -> shown(track, view, target),
                        show,
                        bridge)
                .begin(tracks.all());
    }

    /// The cluster that is meant, else the first that is bound, else the first.
    private Optional<ClusterTrack> track(OpenTarget target) {
        return target.environment().flatMap(tracks::environment).flatMap(e -> target.cluster()
                .flatMap(name -> tracks.cluster(e.environment().name(), name))
                .or(() -> e.clusters().stream()
                        .filter(c -> c.view().get().binding().isPresent())
                        .findFirst())
                .or(() -> e.clusters().stream().findFirst()));
    }

    private Loadable<ShownDiff> shown(ClusterTrack track, ClusterView view, OpenTarget target) {
        Link link = view.link();
        if (link instanceof Link.Unbound || target.resource().isEmpty()) {
            return new Loadable.Empty<>();
        }
        if (link instanceof Link.Refused refused) {
            return new Loadable.Failed<>(refused.problem(), Optional.empty());
        }
        return target.resource()
                .flatMap(view::row)
                .<Loadable<ShownDiff>>map(row -> {
                    Optional<Commit> commit = view.live().commit();
                    String branch = repository.get().flatMap(RepoState::branch).orElse("HEAD");
                    boolean pushed = repository.get().map(r -> r.ahead() == 0).orElse(true);
                    return new Loadable.Ready<>(
                            new ShownDiff(
                                    row.diff(),
                                    track.environment(),
                                    track.cluster(),
                                    new Sides.Wanted(
                                            commit.map(c -> branch + " @ " + c.shortId())
                                                    .orElse(branch),
                                            commit.map(Commit::subject),
                                            pushed,
                                            row.asOf(),
                                            view.stale(),
                                            row.health()),
                                    view.live().plan().map(SyncPlan::takeOver).orElse(TakeOverRules.NONE)),
                            row.asOf());
                })
                .orElseGet(() -> new Loadable.Loading<>(Optional.empty()));
    }

    /// What a resource renders to, its secrets masked.
    RenderedAspect.Source rendered() {
        return (target, show) -> new Following<EnvironmentTrack, Loadable<DesiredState>, String>(
                        () -> target.environment().flatMap(tracks::environment),
                        EnvironmentTrack::desired,
                        (_, state) -> text(state, target.resource()),
                        show,
                        bridge)
                .begin(tracks.all());
    }

    private Loadable<String> text(Loadable<DesiredState> state, Optional<ResourceKey> key) {
        Optional<Loadable.Ready<String>> text = state.latest().flatMap(ready -> ready.value().resources().stream()
                .filter(r -> key.filter(k -> same(r, k)).isPresent())
                .findFirst()
                .map(r -> new Loadable.Ready<>(YamlLines.text(masking.mask(r.body())), ready.asOf())));
        return switch (state) {
            case Loadable.Failed<DesiredState> failed -> new Loadable.Failed<>(failed.problem(), text);
            case Loadable.Loading<DesiredState> _ -> new Loadable.Loading<>(text);
            case Loadable.Empty<DesiredState> _, Loadable.Ready<DesiredState> _ ->
                text.<Loadable<String>>map(t -> t).orElseGet(Loadable.Empty::new);
        };
    }

    private static boolean same(Resource resource, ResourceKey key) {
        ResourceKey own = resource.key();
        return own.equals(key)
                || own.namespace().isEmpty() && own.inNamespace(key.namespace()).equals(key);
    }
}
