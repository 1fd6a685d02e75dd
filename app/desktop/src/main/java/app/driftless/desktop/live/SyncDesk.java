package app.driftless.desktop.live;

import app.driftless.core.Workspace;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Operation;
import app.driftless.core.flow.Progress;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Message;
import app.driftless.core.repo.Commit;
import app.driftless.core.settings.Binding;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.sync.SyncJob;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.SyncState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Carries out what a person approved: pushes what is not pushed, then syncs exactly the plan. Any thread.
final class SyncDesk {
    private final Workspace workspace;
    private final Tracks tracks;
    private final Map<String, Operation<?>> running = new ConcurrentHashMap<>();

    SyncDesk(Workspace workspace, Tracks tracks) {
        this.workspace = workspace;
        this.tracks = tracks;
    }

    /// Starts it and returns at once. `plan` must be the one that the cluster's last comparison made.
    Operation<SyncReport> run(ClusterTrack track, SyncPlan plan, SyncApproval approval) {
        Operation<SyncReport> operation = workspace
                .engine()
                .operations()
                .start(
                        Message.of("window", "sync", track.environment(), track.cluster()),
                        (progress, cancel) -> sync(track, plan, approval, progress, cancel));
        running.put(id(track), operation);
        operation.outcome().thenAccept(_ -> {
            running.remove(id(track), operation);
            track.readLedger();
            track.again();
        });
        return operation;
    }

    void cancel(String environment, String cluster) {
        Operation<?> operation = running.get(environment + "@" + cluster);
        if (operation != null) {
            operation.cancel().cancel();
        }
    }

    /// Commits that undo everything after `commit`, newest first.
    ///
    /// @return how many were made
    int goBack(Commit commit) {
        List<Commit> history = workspace.repository().history("HEAD", Optional.empty(), 500);
        var after = history.stream().takeWhile(c -> !c.id().equals(commit.id())).toList();
        after.forEach(c -> workspace.repository().revert(c));
        return after.size();
    }

    private SyncReport sync(
            ClusterTrack track, SyncPlan plan, SyncApproval approval, Progress progress, CancelToken cancel) {
        ClusterView view = track.view().get();
        Binding binding = view.binding().orElseThrow();
        var done = new ArrayList<ObjectResult>();
        track.show(new SyncState.Applying(plan, List.of()));
        try {
            push(progress, cancel);
            Cluster cluster = workspace.connections().bound(binding, cancel);
            var environment =
                    tracks.environment(track.environment()).orElseThrow().environment();
            var job = new SyncJob(
                    cluster,
                    binding.identity(),
                    workspace.scope(environment, track.cluster()),
                    plan,
                    view.desired().orElseThrow().resources(),
                    approval,
                    ancestor -> plan.commit()
                            .map(c -> workspace.repository().descends(c, ancestor))
                            .orElse(false));
            SyncReport report = workspace
                    .runner()
                    .run(
                            job,
                            result -> {
                                done.add(result);
                                track.show(new SyncState.Applying(plan, List.copyOf(done)));
                            },
                            progress,
                            cancel);
            track.show(new SyncState.Done(report));
            return report;
        } catch (EngineException e) {
            track.show(new SyncState.Stopped(e.problem(), Optional.empty()));
            throw e;
        }
    }

    /// Driftless applies what is pushed: the remote gets the commits first.
    private void push(Progress progress, CancelToken cancel) {
        var state = workspace.repository().state().get().latest();
        boolean ahead = state.map(s -> !s.value().remotes().isEmpty()
                        && (s.value().ahead() > 0 || s.value().upstream().isEmpty()))
                .orElse(false);
        if (ahead) {
            workspace.repository().push(progress, cancel);
        }
    }

    private static String id(ClusterTrack track) {
        return track.environment() + "@" + track.cluster();
    }
}
