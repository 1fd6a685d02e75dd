package app.driftless.desktop.live;

import app.driftless.core.Workspace;
import app.driftless.core.flow.Operation;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.Message;
import app.driftless.core.repo.Commit;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.sync.SyncReport;
import java.util.List;
import java.util.Optional;

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

    /// Commits that undo everything after `commit`, newest first.
    ///
    /// @return how many were made
    int goBack(Commit commit) {
        List<Commit> history = workspace.repository().history("HEAD", Optional.empty(), 500);
        var after = history.stream().takeWhile(c -> !c.id().equals(commit.id())).toList();
        after.forEach(c -> workspace.repository().revert(c));
        return after.size();
    }
}
