package app.driftless.desktop.live;

import app.driftless.core.Workspace;
import app.driftless.core.flow.Loadable;
import app.driftless.core.flow.Outcome;
import app.driftless.core.flow.Signal;
import app.driftless.core.flow.Subscription;
import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.Message;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.RepoState;
import app.driftless.core.workspace.IndexState;
import app.driftless.core.workspace.WorkspaceIndex;
import app.driftless.desktop.diff.DiffAspect;
import app.driftless.desktop.editor.FileCheck;
import app.driftless.desktop.editor.Language;
import app.driftless.desktop.editor.RenderedAspect;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.plan.PlanEntry;
import app.driftless.desktop.resources.EnvironmentEntry;
import app.driftless.desktop.resources.ResourceEntry;
import app.driftless.desktop.sync.ClusterSync;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What the window shows of an open repository, over the engine's workspace. Owns the workspace.
public final class EngineFeed {
    private final Workspace workspace;
    private final Surroundings around;
    private final WorkspaceIndex index;
    private final Subscription following;
    private final Tracks tracks;
    private final Comparisons comparisons;
    private final Deeds deeds;

    public EngineFeed(Workspace workspace, Surroundings around) {
        this.workspace = workspace;
        this.around = around;
        index = workspace.index();
        following = index.follow(workspace.repository().changedPaths());
        readFiles();
        tracks = new Tracks(workspace);
        comparisons = new Comparisons(tracks, around.bridge(), this::state);
        deeds = new Deeds(workspace, tracks, around.bridge(), around.notices());
    }

    private void readFiles() {
        String name = String.valueOf(workspace.repository().root().getFileName());
        var operation = workspace
                .engine()
                .operations()
                .start(
                        Message.of("window", "index", name),
                        (progress, cancel) -> Waiting.on(index.build(progress, cancel)));
        around.bridge().when(operation.outcome(), (Outcome<IndexState> outcome) -> around.notices()
                .<IndexState>orFail(_ -> {})
                .accept(outcome));
    }

    private Optional<RepoState> state() {
        return workspace.repository().state().get().latest().map(Loadable.Ready::value);
    }

    public Workspace workspace() {
        return workspace;
    }

    public Signal<List<EnvironmentEntry>> environments() {
        return tracks.entries();
    }

    public Signal<IndexState> index() {
        return index.state();
    }

    public Signal<List<ClusterSync>> syncs() {
        return tracks.syncs();
    }

    public FileCheck check() {
        return index::check;
    }

    public Language language(String path) {
        return new SchemaLanguage(path, index::schemas);
    }

    public RenderedAspect.Source rendered() {
        return comparisons.rendered();
    }

    public DiffAspect.Source diffs() {
        return comparisons;
    }

    /// What can be done with it.
    public Deeds deeds() {
        return deeds;
    }

    /// Looks at everything again: trust or a binding has changed.
    public void again() {
        tracks.again();
    }

    /// Asks one cluster again.
    public void again(String environment, String cluster) {
        tracks.cluster(environment, cluster).ifPresent(ClusterTrack::again);
    }

    /// Another number whenever [#plans] may answer differently.
    public Signal<Long> published() {
        return tracks.published();
    }

    /// The plans of all bound clusters of an environment, as their last comparison made them. The plan of another
    /// commit than the one that is shown is only the last one known: it is being made anew.
    public List<PlanEntry> plans(String environment) {
        return tracks.environment(environment)
                .map(e -> e.clusters().stream().map(c -> plan(e, c)).toList())
                .orElse(List.of());
    }

    private PlanEntry plan(EnvironmentTrack environment, ClusterTrack cluster) {
        ClusterView view = cluster.view().get();
        Optional<Loadable.Ready<SyncPlan>> ready = view.live().plan().map(p -> new Loadable.Ready<>(p, p.at()));
        return new PlanEntry(
                environment.environment(),
                cluster.cluster(),
                ready.<Loadable<SyncPlan>>map(r -> current(r) ? r : r.toLoading())
                        .orElseGet(Loadable.Empty::new),
                writable(view));
    }

    private boolean current(Loadable.Ready<SyncPlan> ready) {
        return ready.value().commit().map(Commit::id).equals(tracks.shown().map(Commit::id));
    }

    private static boolean writable(ClusterView view) {
        return view.binding().filter(b -> !b.observeOnly()).isPresent() && !view.stale();
    }

    public boolean canWrite(String environment, String cluster) {
        return tracks.cluster(environment, cluster)
                .map(c -> writable(c.view().get()))
                .orElse(false);
    }

    /// Commits that the remote did not have at the last publication, newest first.
    public List<String> unpushed() {
        return tracks.unpushed();
    }

    /// Where the repository says a resource, as it was rendered last.
    public Optional<Origin> origin(String environment, ResourceKey key) {
        return tracks.environment(environment)
                .flatMap(e -> e.entry().resources().stream()
                        .filter(r -> r.key().equals(key))
                        .findFirst())
                .flatMap(ResourceEntry::origin);
    }

    /// Ends it in the background, since ending the syncs waits for writes on the wire.
    ///
    /// @return done when all of it has ended
    public CompletableFuture<Void> end() {
        following.close();
        index.close();
        return CompletableFuture.runAsync(
                () -> {
                    tracks.close();
                    workspace.close();
                },
                workspace.engine().workers().io());
    }
}
