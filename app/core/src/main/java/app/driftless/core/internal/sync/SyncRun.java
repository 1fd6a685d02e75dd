package app.driftless.core.internal.sync;

import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.FlowProblem;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.ApplyOrder;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.core.sync.SyncJob;
import app.driftless.core.sync.SyncProblem;
import app.driftless.core.sync.SyncTiming;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out one plan under a lease: first everything that is created or changed, then, if all of that went well,
/// the deletes. Used once.
final class SyncRun {
    private static final Logger LOG = LoggerFactory.getLogger(SyncRun.class);
    private final Context context;
    private final SyncJob job;
    private final Sender sender;
    private final CancelToken halt;
    private final RunResults results;

    /// What every run needs.
    record Context(
            Workers workers,
            InstantSource clock,
            SyncTiming timing,
            Ledger ledger,
            PreImages images,
            Progress progress) {}

    /// @param halt cancelled with the sync, or when it must stop
    SyncRun(Context context, SyncJob job, Lease lease, CancelToken halt, Consumer<ObjectResult> each) {
        this.context = context;
        this.job = job;
        this.halt = halt;
        this.results = new RunResults(context, halt, each);
        this.sender = new Sender(
                job.cluster(),
                lease,
                halt,
                new Sender.Limits(job.plan().environment(), context.timing().giveUp()));
    }

    /// A line of the plan with what is done about it.
    record Step(PlannedChange change, Decision decision) {
        boolean writes() {
            return decision.writes();
        }

        boolean deletes() {
            return change.wave() >= ApplyOrder.PRUNE;
        }
    }

    /// Blocks until no write is under way any more.
    void run(List<Step> steps) {
        context.progress().begin(Message.of("sync", "phase.apply"), steps.size());
        List<Step> applies = steps.stream().filter(step -> !step.deletes()).toList();
        List<Step> prunes = steps.stream().filter(Step::deletes).toList();
        try {
            var writer = new StepWriter(context, job, sender, results);
            writer.keep(steps);
            var parts = new OrderedSteps.Parts(context, sender, writer, results, steps.size());
            carryOut(parts, applies, false);
            if (halt.isCancelled()) {
                return;
            }
            if (results.everythingApplied()) {
                carryOut(parts, prunes, true);
            } else {
                prunes.forEach(step -> waitWithPrune(step, writer));
            }
        } catch (Halt e) {
            results.stop(e.problem());
        } catch (EngineException e) {
            results.stop(e.problem());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            results.stop(null);
        }
    }

    private void carryOut(OrderedSteps.Parts parts, List<Step> steps, boolean deletes) throws InterruptedException {
        if (steps.stream().anyMatch(Step::writes)) {
            checkCluster();
        }
        var waits = new HealthWaits(sender, context.timing(), context.clock(), halt);
        new OrderedSteps(parts, waits, steps, deletes).run();
    }

    private void checkCluster() {
        var found = sender.read(job.plan().cluster(), () -> job.cluster().identity());
        if (!found.equals(job.expected())) {
            throw new Halt(Problem.of(
                    SyncProblem.WRONG_CLUSTER,
                    job.plan().cluster(),
                    job.expected().toString(),
                    found.toString()));
        }
    }

    private void waitWithPrune(Step step, StepWriter writer) {
        if (!writer.settledWithoutWrite(step)) {
            ResourceDiff diff = step.change().diff();
            results.finish(
                    diff,
                    Outcome.HELD,
                    Problem.of(SyncProblem.PRUNE_WAITS, diff.key().toString()),
                    null);
        }
    }

    /// A defect of ours ends the sync where it is. Its message may quote the object, so only its class is told.
    static Problem unexpected(ResourceKey key, RuntimeException defect) {
        var where = new IllegalStateException(defect.getClass().getName());
        where.setStackTrace(defect.getStackTrace());
        LOG.error("{} could not be written", key, where);
        return Problem.of(FlowProblem.UNEXPECTED, key.toString())
                .withDetails(defect.getClass().getName());
    }

    /// Why it stopped before its end; empty also for a cancel.
    Optional<Problem> problem() {
        return results.problem();
    }

    /// In the plan's order; what was not reached is skipped.
    List<ObjectResult> results(List<Step> steps) {
        return results.inOrder(steps);
    }
}
