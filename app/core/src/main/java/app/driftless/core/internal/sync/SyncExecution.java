package app.driftless.core.internal.sync;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.core.sync.Restoration;
import app.driftless.core.sync.SyncJob;
import app.driftless.core.sync.SyncProblem;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.SyncTiming;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// One sync from lease to report.
public final class SyncExecution {
    private final Workers workers;
    private final InstantSource clock;
    private final SyncTiming timing;
    private final SyncRecords records;
    private final String id = UUID.randomUUID().toString().substring(0, 8);

    public SyncExecution(Workers workers, InstantSource clock, SyncTiming timing, SyncRecords records) {
        this.workers = workers;
        this.clock = clock;
        this.timing = timing;
        this.records = records;
    }

    public SyncReport run(SyncJob job, Consumer<ObjectResult> each, Progress progress, CancelToken cancel) {
        SyncPlan plan = job.plan();
        Commit commit = plan.commit().orElseThrow();
        Instant started = clock.instant();
        List<SyncRun.Step> steps = new ArrayList<>();
        for (PlannedChange change : plan.changes()) {
            steps.add(new SyncRun.Step(change, Decision.about(change.diff(), plan, job.approval())));
        }
        if (steps.stream().noneMatch(SyncExecution::writes)) {
            List<ObjectResult> results = untouched(steps, started);
            results.forEach(each);
            if (job.restoration().isEmpty() && complete(job, results, Optional.empty()) && unfinished(job, commit)) {
                // Nothing else was to be written, so that the identity may only have been remembered.
                var found = job.cluster().fresh().identity();
                if (!found.equals(job.expected())) {
                    throw new EngineException(Problem.of(
                            SyncProblem.WRONG_CLUSTER,
                            plan.cluster(),
                            job.expected().toString(),
                            found.toString()));
                }
                take(job, commit).release(Optional.of(commit.id()), Optional.of(SetContents.left(results)));
            }
            return report(job, commit, started, cancel.isCancelled(), results, Optional.empty());
        }
        Lease lease = take(job, commit);
        Optional<String> synced = Optional.empty();
        Optional<SetContents> contents = Optional.empty();
        try (Ledger ledger = Ledger.begin(records.folder(), id, job, clock);
                PreImages images = PreImages.begin(workers, SyncRecords.imagesOf(ledger.file()), records.key(), id)) {
            records.sweep(started);
            CancelToken halt = cancel.child();
            var context = new SyncRun.Context(workers, clock, timing, ledger, images, progress);
            var run = new SyncRun(context, job.fresh(), lease, halt, each);
            run.run(steps);
            List<ObjectResult> results = run.results(steps);
            ledger.end(cancel.isCancelled(), run.problem());
            if (complete(job, results, run.problem()) && (job.restoration().isEmpty() || allApplied(results))) {
                synced = job.restoration().map(Restoration::synced).orElse(Optional.of(commit.id()));
                contents = job.restoration().isPresent() ? Optional.empty() : Optional.of(SetContents.left(results));
            }
            return report(job, commit, started, cancel.isCancelled(), results, run.problem());
        } finally {
            lease.release(synced, contents);
        }
    }

    private Lease take(SyncJob job, Commit commit) {
        return Lease.take(
                job.cluster().fresh(),
                workers,
                new Lease.Holder(holder(), timing.lease(), clock),
                new Lease.Claim(
                        job.scope(),
                        commit.id(),
                        job.descends(),
                        job.approval().rollback(),
                        marking(job, commit),
                        SetContents.of(job.plan())));
    }

    /// Whether an earlier sync of this commit ended, in a crash or with a failure that has passed since, before it
    /// could note that everything is there.
    private boolean unfinished(SyncJob job, Commit commit) {
        return new InventoryStore(job.cluster(), workers)
                .find(job.scope(), SetContents.of(job.plan()).namespaces())
                .flatMap(ParentObject::mark)
                .filter(mark -> mark.unfinished(commit.id()))
                .isPresent();
    }

    private static boolean writes(SyncRun.Step step) {
        return step.decision().writes();
    }

    /// Whether the cluster holds all that the commit brings. Only then it becomes the baseline; what others changed
    /// meanwhile does not count.
    private static boolean complete(SyncJob job, List<ObjectResult> results, Optional<Problem> problem) {
        Map<ResourceKey, Outcome> outcomes = new HashMap<>();
        results.forEach(r -> outcomes.put(r.key(), r.outcome()));
        return problem.isEmpty()
                && job.plan().changes().stream()
                        .map(PlannedChange::diff)
                        .allMatch(diff -> bringsNothing(diff)
                                || outcomes.get(diff.key()) == Outcome.APPLIED
                                        && job.approval()
                                                .of(diff.key())
                                                .onlyFields()
                                                .isEmpty());
    }

    private static boolean allApplied(List<ObjectResult> results) {
        return results.stream().allMatch(r -> r.outcome() == Outcome.APPLIED || r.action() == Action.UNCHANGED);
    }

    /// An undo leaves the high-water mark, and from its first write on the cluster holds no commit completely.
    private static UnaryOperator<ParentObject> marking(SyncJob job, Commit commit) {
        return parent -> job.restoration()
                .map(undo -> parent.undone(Optional.empty(), undo.undone()))
                .orElseGet(() -> parent.at(job.scope().branch(), commit.id()));
    }

    private static boolean bringsNothing(ResourceDiff diff) {
        return switch (diff.action()) {
            case UNCHANGED, DELETE -> true;
            case UPDATE -> diff.count(DiffClass.YOURS) == 0;
            case CREATE, REPLACE, OWNERSHIP, ERROR -> false;
        };
    }

    private List<ObjectResult> untouched(List<SyncRun.Step> steps, Instant now) {
        var results = new ArrayList<ObjectResult>();
        for (SyncRun.Step step : steps) {
            var diff = step.change().diff();
            Outcome outcome =
                    switch (step.decision()) {
                        case Decision.Hold _ -> Outcome.HELD;
                        case Decision.Fail _ -> Outcome.FAILED;
                        case Decision.Skip _, Decision.Write _, Decision.Delete _, Decision.Replace _ ->
                            Outcome.SKIPPED;
                    };
            Optional<Problem> problem =
                    switch (step.decision()) {
                        case Decision.Hold(var why) -> Optional.of(why);
                        case Decision.Fail(var why) -> Optional.of(why);
                        case Decision.Skip _, Decision.Write _, Decision.Delete _, Decision.Replace _ ->
                            Optional.empty();
                    };
            results.add(new ObjectResult(
                    diff.key(), diff.action(), outcome, problem, HealthOf.live(diff.live(), now), now));
        }
        return results;
    }

    private SyncReport report(
            SyncJob job,
            Commit commit,
            Instant started,
            boolean cancelled,
            List<ObjectResult> results,
            Optional<Problem> problem) {
        return new SyncReport(
                id,
                job.plan().environment(),
                job.plan().cluster(),
                commit,
                started,
                clock.instant(),
                cancelled,
                results,
                problem,
                job.restoration().map(Restoration::sync));
    }

    private String holder() {
        return holder("sync " + id);
    }

    /// Who writes, so that a person who waits knows whom to ask.
    static String holder(String what) {
        String user = System.getProperty("user.name", "?");
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A computer that does not know its own name still has a user and a process.
            host = "?";
        }
        return user + "@" + host + " (process " + ProcessHandle.current().pid() + ", " + what + ")";
    }
}
