package app.driftless.desktop.live;

import app.driftless.core.Workspace;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Operation;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.Repository;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.sync.SyncProblem;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.Undo;
import app.driftless.core.sync.UndoPlan;
import app.driftless.core.workspace.Environment;
import java.util.List;
import java.util.Optional;
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

    /// Asks the cluster what undoing `report` would do. Starts it and returns at once.
    Operation<UndoPlan> planUndo(ClusterTrack track, Environment environment, SyncReport report) {
        return workspace
                .engine()
                .operations()
                .start(Message.of("window", "planUndo", report.commit().shortId(), track.cluster()), (_, cancel) -> {
                    Cluster cluster = track.loop()
                            .cluster()
                            .orElseThrow(() -> new EngineException(
                                    Problem.of(SyncProblem.UNBOUND, environment.name(), track.cluster())));
                    return workspace
                            .undo()
                            .plan(
                                    cluster,
                                    new Undo.Request(
                                            workspace.scope(environment, track.cluster()),
                                            environment.protection(),
                                            Optional.of(report.id())),
                                    cancel);
                });
    }

    /// Starts it and returns at once.
    Operation<SyncReport> undo(ClusterTrack track, UndoPlan plan, SyncApproval approval) {
        return workspace
                .engine()
                .operations()
                .start(
                        Message.of("window", "undo", plan.of().commit().shortId(), track.cluster()),
                        (progress, cancel) -> Waiting.on(track.loop().undo(plan, approval, progress, cancel)));
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
