package app.driftless.core.internal.sync;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.health.Health;
import app.driftless.core.manifest.Resource;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Carries out the waves of one plan under a lease. Used once.
final class SyncRun {
    private final Context context;
    private final SyncJob job;
    private final Sender sender;
    private final CancelToken halt;
    private final Consumer<ObjectResult> each;
    private final ObjectWrites objects;
    private final Map<ResourceKey, ObjectResult> results = new ConcurrentHashMap<>();
    private @Nullable Problem stopped;

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
        this.each = each;
        this.sender = new Sender(
                job.cluster(),
                lease,
                halt,
                new Sender.Limits(job.plan().environment(), context.timing().giveUp()));
        this.objects =
                new ObjectWrites(job, sender, context.images(), context.timing().giveUp());
    }

    /// A line of the plan with what is done about it.
    record Step(PlannedChange change, Decision decision) {}

    /// Blocks until no write is under way any more.
    void run(List<Step> steps) {
        context.progress().begin(Message.of("sync", "phase.apply"), steps.size());
        var waves = new TreeMap<Integer, List<Step>>();
        steps.forEach(step -> waves.computeIfAbsent(step.change().wave(), _ -> new ArrayList<>())
                .add(step));
        try {
            objects.keep(steps);
            for (Map.Entry<Integer, List<Step>> wave : waves.entrySet()) {
                if (halt.isCancelled()) {
                    return;
                }
                checkCluster();
                if (wave.getKey() >= ApplyOrder.PRUNE && !everythingApplied()) {
                    wave.getValue().forEach(this::waitWithPrune);
                    continue;
                }
                runWave(wave.getValue());
                if (wave.getKey() == ApplyOrder.DEFINITIONS) {
                    new Establishment(sender, context.timing().established(), halt).await(wave.getValue(), results);
                }
            }
        } catch (Halt e) {
            stop(e.problem());
        } catch (EngineException e) {
            stop(e.problem());
        }
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

    private boolean everythingApplied() {
        return results.values().stream()
                .filter(r -> r.action() != Action.DELETE)
                .allMatch(r -> r.outcome() == Outcome.APPLIED || r.outcome() == Outcome.SKIPPED);
    }

    private void waitWithPrune(Step step) {
        ResourceDiff diff = step.change().diff();
        if (step.decision() instanceof Decision.Delete) {
            finish(
                    diff,
                    Outcome.HELD,
                    Problem.of(SyncProblem.PRUNE_WAITS, diff.key().toString()),
                    null);
        } else {
            settleWithoutWrite(step);
        }
    }

    private void runWave(List<Step> wave) {
        Map<ResourceKey, Resource> placed = new Placements(job.cluster(), job.desired()).byKey();
        var free = new Semaphore(context.timing().parallel());
        var running = new ArrayList<CompletableFuture<Void>>();
        for (Step step : wave) {
            if (settleWithoutWrite(step)) {
                continue;
            }
            free.acquireUninterruptibly();
            if (halt.isCancelled()) {
                free.release();
                break;
            }
            running.add(CompletableFuture.runAsync(
                    () -> {
                        try {
                            perform(step, placed);
                        } catch (Halt e) {
                            stop(e.problem());
                        } catch (EngineException e) {
                            stop(e.problem());
                        } finally {
                            free.release();
                        }
                    },
                    context.workers().io()));
        }
        running.forEach(CompletableFuture::join);
    }

    /// True if there was nothing to write.
    private boolean settleWithoutWrite(Step step) {
        ResourceDiff diff = step.change().diff();
        switch (step.decision()) {
            case Decision.Write _, Decision.Delete _, Decision.Replace _ -> {
                return false;
            }
            case Decision.Skip() -> finish(diff, Outcome.SKIPPED, null, null);
            case Decision.Hold(var problem) -> finish(diff, Outcome.HELD, problem, null);
            case Decision.Fail(var problem) -> finish(diff, Outcome.FAILED, problem, null);
        }
        return true;
    }

    private void perform(Step step, Map<ResourceKey, Resource> placed) {
        if (halt.isCancelled()) {
            return;
        }
        if (step.decision() instanceof Decision.Delete) {
            delete(step.change());
        } else {
            apply(step, placed);
        }
    }

    private void apply(Step step, Map<ResourceKey, Resource> placed) {
        PlannedChange change = step.change();
        ResourceDiff diff = change.diff();
        Resource resource = placed.get(diff.key());
        if (resource == null) {
            throw new IllegalArgumentException("The plan has an object that is not desired: " + diff.key());
        }
        ObjectWrite writer = objects.of(diff, step.decision(), resource);
        context.ledger().intent(writer.verb(), change, resource.type(), resource.key());
        try {
            switch (writer.write()) {
                case ObjectWriter.Written.Done(var live) -> {
                    context.images().left(diff, live);
                    finish(diff, Outcome.APPLIED, null, live.body());
                }
                case ObjectWriter.Written.Held(var problem) -> finish(diff, Outcome.HELD, problem, null);
                case ObjectWriter.Written.Failed(var problem) -> finish(diff, Outcome.FAILED, problem, null);
                case ObjectWriter.Written.Unknown(var problem) -> finish(diff, Outcome.UNKNOWN, problem, null);
            }
        } catch (Halt e) {
            if (writer.uncertain()) {
                unsettled(diff);
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
            finish(diff, problem.isEmpty() ? Outcome.APPLIED : Outcome.FAILED, problem.orElse(null), null);
        } catch (Halt e) {
            if (deleter.uncertain()) {
                unsettled(diff);
            }
            throw e;
        }
    }

    private void unsettled(ResourceDiff diff) {
        finish(
                diff,
                Outcome.UNKNOWN,
                Problem.of(SyncProblem.UNSETTLED, diff.key().toString()),
                null);
    }

    private void finish(
            ResourceDiff diff, Outcome outcome, @Nullable Problem problem, @Nullable Map<String, Object> live) {
        boolean gone = diff.action() == Action.DELETE && outcome == Outcome.APPLIED;
        Optional<Map<String, Object>> body =
                gone ? Optional.empty() : Optional.ofNullable(live).or(diff::live);
        Optional<Health> health = HealthOf.live(body, context.clock().instant());
        var result = new ObjectResult(
                diff.key(),
                diff.action(),
                outcome,
                Optional.ofNullable(problem),
                health,
                context.clock().instant());
        results.put(diff.key(), result);
        if (diff.action() != Action.UNCHANGED) {
            context.ledger().result(result);
        }
        synchronized (results) {
            each.accept(result);
        }
        context.progress().advance(1);
    }

    private void stop(@Nullable Problem problem) {
        synchronized (results) {
            if (stopped == null) {
                stopped = problem;
            }
        }
        halt.cancel();
    }

    /// Why it stopped before its end; empty also for a cancel.
    Optional<Problem> problem() {
        synchronized (results) {
            return Optional.ofNullable(stopped);
        }
    }

    /// In the plan's order; what was not reached is skipped.
    List<ObjectResult> results(List<Step> steps) {
        Map<ResourceKey, ObjectResult> ordered = new LinkedHashMap<>();
        for (Step step : steps) {
            ResourceDiff diff = step.change().diff();
            ObjectResult result = results.get(diff.key());
            if (result == null) {
                finish(diff, Outcome.SKIPPED, null, null);
                result = results.get(diff.key());
            }
            if (result != null) {
                ordered.put(diff.key(), result);
            }
        }
        return List.copyOf(ordered.values());
    }
}
