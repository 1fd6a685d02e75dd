package app.driftless.desktop.live;

import app.driftless.core.Workspace;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Operation;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.Message;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.Repository;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.sync.SyncReport;
import java.util.List;
import java.util.TreeSet;

/// Carries out what a person approved, as operations that a person sees. Any thread.
final class SyncDesk {
    private final Workspace workspace;

    SyncDesk(Workspace workspace) {
        this.workspace = workspace;
    }

    /// Starts it and returns at once.
    Operation<SyncReport> run(ClusterTrack track, SyncPlan plan, SyncApproval approval) {
        return workspace
                .engine()
                .operations()
                .start(
                        Message.of("window", "sync", track.environment(), track.cluster()),
                        (progress, cancel) -> Waiting.on(track.loop().run(plan, approval, progress, cancel)));
    }

    /// One commit in which the files of an environment are as `report` synced them, whatever came in between.
    Commit goBack(SyncReport report, CancelToken cancel) {
        Repository repository = workspace.repository();
        Commit then = repository.resolve(report.commit().id());
        var files = new TreeSet<String>();
        for (Commit each : List.of(then, repository.resolve("HEAD"))) {
            files.addAll(workspace.desired().files(each, report.environment(), cancel));
        }
        return repository.restore(then, files::contains);
    }
}
