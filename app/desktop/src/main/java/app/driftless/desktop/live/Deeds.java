package app.driftless.desktop.live;

import app.driftless.core.Workspace;
import app.driftless.core.diff.Difference;
import app.driftless.core.flow.Operation;
import app.driftless.core.flow.Outcome;
import app.driftless.core.plan.Loosening;
import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.Message;
import app.driftless.core.repo.Commit;
import app.driftless.core.settings.Binding;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.sync.SyncDetails;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.UndoPlan;
import app.driftless.core.workspace.Environment;
import app.driftless.desktop.diff.Decision;
import app.driftless.desktop.diff.EditPreview;
import app.driftless.desktop.diff.IgnoreViewModel;
import app.driftless.desktop.diff.ShownDiff;
import app.driftless.desktop.fx.FxBridge;
import app.driftless.desktop.notice.Notices;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What the window does with clusters and sources once a person said yes: each returns at once, and what goes wrong
/// is told. FX thread.
public final class Deeds {
    private final Workspace workspace;
    private final Tracks tracks;
    private final FxBridge bridge;
    private final Notices notices;
    private final SyncDesk desk;
    private final SourceDesk sources;

    Deeds(Workspace workspace, Tracks tracks, FxBridge bridge, Notices notices) {
        this.workspace = workspace;
        this.tracks = tracks;
        this.bridge = bridge;
        this.notices = notices;
        desk = new SyncDesk(workspace);
        sources = new SourceDesk(workspace);
    }

    public void cancel(String environment, String cluster) {
        tracks.cluster(environment, cluster).ifPresent(track -> track.loop().cancel());
    }

    /// Pushes what is not pushed, then runs exactly `plan`.
    ///
    /// @param done is run on the FX thread once it has been carried out
    public void run(String environment, String cluster, SyncPlan plan, SyncApproval approval, Runnable done) {
        tracks.cluster(environment, cluster).ifPresent(track -> tell(desk.run(track, plan, approval), _ -> done.run()));
    }

    /// Lets a binding write, which only observed so far.
    public void allowWrites(String environment, String cluster) {
        var trust = workspace.engine().trust();
        var root = workspace.repository().root();
        workspace.engine().workers().io("allow-writes", () -> {
            trust.binding(root, environment, cluster)
                    .ifPresent(b -> trust.bind(
                            root,
                            new Binding(
                                    b.environment(), b.cluster(), b.kubeconfigs(), b.context(), b.identity(), false)));
            tracks.cluster(environment, cluster).ifPresent(ClusterTrack::again);
        });
    }

    /// Lets a loosening of `.driftless.yaml` take effect on this computer.
    public void consent(String environment, String cluster, Risk loosening) {
        workspace.engine().workers().io("consent", () -> {
            workspace.engine().trust().consent(workspace.repository().root(), Loosening.nameOf(loosening));
            tracks.cluster(environment, cluster).ifPresent(ClusterTrack::again);
        });
    }

    /// What a rule adds to `.driftless.yaml`.
    public IgnoreViewModel.Edits rules() {
        return sources::rule;
    }

    /// Finds the rules of `.driftless.yaml` that remember decisions about conflicts, and gives them to `show` on the
    /// FX thread; empty where it has them all.
    public void remember(String environment, List<Decision> decisions, Consumer<Optional<EditPreview>> show) {
        tell(sources.remember(environment, decisions), show);
    }

    /// Saves such rules and consents to them on this computer; `done` runs on the FX thread.
    public void saveRules(String environment, String cluster, EditPreview edit, Runnable done) {
        tracks.cluster(environment, cluster).ifPresent(track -> tell(sources.saveRules(track, edit), _ -> done.run()));
    }

    /// Reads what is kept of a former sync, and gives it to `show` on the FX thread.
    public void details(SyncReport report, Consumer<Outcome<Optional<SyncDetails>>> show) {
        Operation<Optional<SyncDetails>> read = workspace
                .engine()
                .operations()
                .start(
                        Message.of("window", "syncDetails", report.commit().shortId()),
                        (_, _) -> workspace.syncs().details(report.id()));
        bridge.when(read.outcome(), show);
    }

    /// Finds the lines that would make the sources say what is live, and gives them to `show` on the FX thread.
    public void adopt(ShownDiff shown, Difference difference, Consumer<List<EditPreview>> show) {
        tracks.cluster(shown.environment(), shown.cluster())
                .ifPresent(track -> tell(sources.adopt(track, shown, difference), show));
    }

    /// Saves edits of the work tree; `done` runs on the FX thread.
    public void save(List<EditPreview> edits, Runnable done) {
        Operation<Integer> saved = workspace
                .engine()
                .operations()
                .start(Message.of("window", "saveEdit", edits.getFirst().path()), (_, _) -> {
                    edits.forEach(sources::save);
                    return edits.size();
                });
        tell(saved, _ -> done.run());
    }

    /// Asks what undoing a sync would do, and gives it to `show` on the FX thread.
    public void planUndo(Environment environment, String cluster, SyncReport report, Consumer<UndoPlan> show) {
        tracks.cluster(environment.name(), cluster)
                .ifPresent(track -> tell(desk.planUndo(track, environment, report), show));
    }

    public void undo(String environment, String cluster, UndoPlan plan, SyncApproval approval) {
        tracks.cluster(environment, cluster).ifPresent(track -> tell(desk.undo(track, plan, approval), _ -> {}));
    }

    /// Makes one commit that puts the environment back to what `report` applied, and gives it to `done` on the FX
    /// thread.
    public void goBack(SyncReport report, Consumer<Commit> done) {
        Operation<Commit> made = workspace
                .engine()
                .operations()
                .start(
                        Message.of("window", "goBack", report.commit().shortId()),
                        (_, cancel) -> desk.goBack(report, cancel));
        tell(made, done);
    }

    private <T> void tell(Operation<T> operation, Consumer<T> done) {
        bridge.when(operation.outcome(), notices.orFail(done));
    }
}
