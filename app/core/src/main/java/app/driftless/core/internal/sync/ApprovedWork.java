package app.driftless.core.internal.sync;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.sync.SyncLoop;
import app.driftless.core.sync.SyncProblem;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.SyncState;
import app.driftless.core.sync.UndoPlan;
import java.util.Optional;

/// The steps of a sync loop that a person approved. Used by the loop's thread only.
final class ApprovedWork {
    private final SyncLoop.Parts parts;
    private final String environment;
    private final String clusterName;
    private final SyncStates states;
    private final EnvironmentLook looking;
    private final PlanExecution execution;

    ApprovedWork(
            SyncLoop.Parts parts,
            String environment,
            String clusterName,
            SyncStates states,
            EnvironmentLook looking,
            PlanExecution execution) {
        this.parts = parts;
        this.environment = environment;
        this.clusterName = clusterName;
        this.states = states;
        this.looking = looking;
        this.execution = execution;
    }

    private void begin(CancelToken cancel) {
        cancel.throwIfCancelled();
        if (!(states.signal().get() instanceof SyncState.AwaitingApproval)) {
            states.move(new SyncState.Planning());
        }
        if (looking.binding().observeOnly()) {
            throw new EngineException(Problem.of(SyncProblem.READ_ONLY, environment, clusterName));
        }
    }

    /// Carries out what a person approved, pushed first where it is not yet.
    SyncReport run(SyncPlan plan, SyncApproval approval, Progress progress, CancelToken cancel) {
        begin(cancel);
        Commit planned =
                plan.commit().orElseThrow(() -> new EngineException(Problem.of(SyncProblem.NO_COMMIT, environment)));
        if (!parts.remote().push(planned, progress, cancel)) {
            parts.remote().fetch(parts.clock().instant(), progress, cancel);
        }
        PushedCommit pushed = PushedCommit.known(parts.desired().repository());
        if (!pushed.commit().id().equals(planned.id())) {
            throw new EngineException(Problem.of(
                    SyncProblem.BRANCH_MOVED,
                    environment,
                    planned.shortId(),
                    pushed.commit().shortId()));
        }
        EnvironmentLook.Ground ground = looking.ground(Optional.of(planned), pushed.branch(), cancel);
        return execution.carryOut(ground, plan, approval, progress, cancel);
    }

    /// Carries out an undo that a person approved.
    SyncReport undo(UndoPlan undo, Heads heads, SyncApproval approval, Progress progress, CancelToken cancel) {
        begin(cancel);
        String branch = heads.pushed().map(PushedCommit::branch).orElse("");
        return execution.undo(looking.ground(heads.shown(), branch, cancel), undo, approval, progress, cancel);
    }
}
