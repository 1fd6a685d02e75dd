package app.driftless.core.internal.sync;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.sync.SyncJob;
import app.driftless.core.sync.SyncLoop;
import app.driftless.core.sync.SyncProblem;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.SyncState;
import app.driftless.core.sync.Undo;
import app.driftless.core.sync.UndoPlan;
import java.util.List;
import java.util.Optional;

/// Carries out the plans of one loop. Used by one thread at a time.
final class PlanExecution {
    private final SyncLoop.Parts parts;
    private final SyncStates states;
    private Optional<SyncReport> last = Optional.empty();

    PlanExecution(SyncLoop.Parts parts, SyncStates states) {
        this.parts = parts;
        this.states = states;
    }

    /// The last report of this loop.
    Optional<SyncReport> last() {
        return last;
    }

    /// Tells each result as it comes, and the report in the end.
    SyncReport carryOut(
            EnvironmentLook.Ground ground,
            SyncPlan plan,
            SyncApproval approval,
            Progress progress,
            CancelToken cancel) {
        states.move(new SyncState.Applying(plan, List.of()));
        Commit commit = plan.commit().orElseThrow();
        var job = new SyncJob(
                ground.cluster(),
                ground.binding().identity(),
                ground.scope(),
                plan,
                ground.desired().resources(),
                approval,
                ancestor -> descends(commit, ancestor));
        SyncReport report = parts.runner().run(job, states::add, progress, cancel);
        last = Optional.of(report);
        states.move(new SyncState.Done(report));
        return report;
    }

    /// The same for an undo.
    SyncReport undo(
            EnvironmentLook.Ground ground,
            UndoPlan undo,
            SyncApproval approval,
            Progress progress,
            CancelToken cancel) {
        states.move(new SyncState.Applying(undo.plan(), List.of()));
        var where = new Undo.Where(ground.cluster(), ground.binding().identity(), ground.scope());
        SyncReport report = parts.undo().run(undo, where, approval, states::add, progress, cancel);
        last = Optional.of(report);
        states.move(new SyncState.Done(report));
        return report;
    }

    /// A commit that this clone does not know cannot be an ancestor.
    private boolean descends(Commit commit, String ancestor) {
        try {
            return parts.desired().repository().descends(commit, ancestor);
        } catch (EngineException e) {
            return false;
        }
    }

    /// Why the sync was not a success.
    static Optional<Problem> problem(SyncReport report) {
        return report.problem().or(() -> report.results().stream()
                .filter(r -> r.outcome() == Outcome.FAILED || r.outcome() == Outcome.UNKNOWN)
                .map(r -> r.problem()
                        .orElseGet(
                                () -> Problem.of(SyncProblem.UNSETTLED, r.key().toString())))
                .findFirst());
    }
}
