package app.driftless.core.internal.sync;

import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.core.sync.SyncJob;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Does what was decided about one line of a plan, and records it. Blocks; several threads at once.
final class StepWriter {
    private final SyncRun.Context context;
    private final SyncJob job;
    private final Sender sender;
    private final RunResults results;
    private final ObjectWrites objects;
    private volatile Map<ResourceKey, Resource> placed;

    StepWriter(SyncRun.Context context, SyncJob job, Sender sender, RunResults results) {
        this.context = context;
        this.job = job;
        this.sender = sender;
        this.results = results;
        this.objects =
                new ObjectWrites(job, sender, context.images(), context.timing().giveUp());
        this.placed = new Placements(job.cluster(), job.desired()).byKey();
    }

    /// Keeps what is about to be written over. Once, before the first write.
    ///
    /// @throws Halt if the whole sync must stop
    void keep(List<SyncRun.Step> steps) {
        objects.keep(steps);
    }

    /// New kinds are served since.
    void placeAgain() {
        placed = new Placements(job.cluster(), job.desired()).byKey();
    }

    /// True if there was nothing to write.
    boolean settledWithoutWrite(SyncRun.Step step) {
        ResourceDiff diff = step.change().diff();
        switch (step.decision()) {
            case Decision.Write _, Decision.Delete _, Decision.Replace _ -> {
                return false;
            }
            case Decision.Skip() -> results.finish(diff, Outcome.SKIPPED, null, null);
            case Decision.Hold(var problem) -> results.finish(diff, Outcome.HELD, problem, null);
            case Decision.Fail(var problem) -> results.finish(diff, Outcome.FAILED, problem, null);
        }
        return true;
    }

    /// @param early whether something that it needs was made a moment ago
    /// @return the object as the write left it, where there is one now
    /// @throws Halt if the whole sync must stop
    Optional<LiveObject> perform(SyncRun.Step step, boolean early) {
        if (step.decision() instanceof Decision.Delete) {
            delete(step.change());
            return Optional.empty();
        }
        return apply(step, early);
    }

    private Optional<LiveObject> apply(SyncRun.Step step, boolean early) {
        PlannedChange change = step.change();
        ResourceDiff diff = change.diff();
        Resource resource = placed.get(diff.key());
        if (resource == null) {
            throw new IllegalArgumentException("The plan has an object that is not desired: " + diff.key());
        }
        ObjectWrite writer = objects.of(diff, step.decision(), resource, early);
        context.ledger().intent(writer.verb(), change, resource.type(), resource.key());
        try {
            switch (writer.write()) {
                case Written.Done(var live) -> {
                    context.images().left(diff, live);
                    results.finish(diff, Outcome.APPLIED, null, live.body());
                    return Optional.of(live);
                }
                case Written.Held(var problem) -> results.finish(diff, Outcome.HELD, problem, null);
                case Written.Failed(var problem) -> results.finish(diff, Outcome.FAILED, problem, null);
                case Written.Unknown(var problem) -> results.finish(diff, Outcome.UNKNOWN, problem, null);
            }
            return Optional.empty();
        } catch (Halt e) {
            if (writer.uncertain()) {
                results.unsettled(diff);
            }
            throw e;
        }
    }

    private void delete(PlannedChange change) {
        ResourceDiff diff = change.diff();
        context.ledger().intent("delete", change, diff.type(), diff.key());
        var deleter = new ObjectDeleter(sender, diff);
        try {
            Optional<Problem> problem = deleter.delete();
            if (problem.isEmpty()) {
                context.images().gone(diff);
            }
            results.finish(diff, problem.isEmpty() ? Outcome.APPLIED : Outcome.FAILED, problem.orElse(null), null);
        } catch (Halt e) {
            if (deleter.uncertain()) {
                results.unsettled(diff);
            }
            throw e;
        }
    }
}
