package app.driftless.core.sync;

import app.driftless.core.diff.Action;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.internal.images.SyncImages;
import app.driftless.core.internal.sync.InterruptedReplacements;
import app.driftless.core.internal.sync.LedgerFile;
import app.driftless.core.internal.sync.OpenLedgers;
import app.driftless.core.internal.sync.Refusals;
import app.driftless.core.internal.sync.Settlement;
import app.driftless.core.internal.sync.SyncExecution;
import app.driftless.core.internal.sync.SyncRecords;
import app.driftless.core.manifest.Severity;
import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Carries out plans, and keeps the record of it. One for each folder of state. Thread-safe; calls block.
public final class SyncRunner {
    private static final int REMEMBERED = 200;
    private final Workers workers;
    private final InstantSource clock;
    private final Path stateFolder;
    private final SyncTiming timing;
    private final OpenLedgers open = new OpenLedgers();

    /// @param stateFolder outside of every repository; made when it is needed
    public SyncRunner(Workers workers, InstantSource clock, Path stateFolder, SyncTiming timing) {
        this.workers = workers;
        this.clock = clock;
        this.stateFolder = stateFolder;
        this.timing = timing;
    }

    /// The syncs of a repository from this computer, newest first; one that was interrupted says so.
    public List<SyncReport> history(String repository) {
        return LedgerFile.all(records(repository).folder(), REMEMBERED).stream()
                .map(LedgerFile::report)
                .toList();
    }

    /// What a sync found and left, from the encrypted files beside its ledger; nothing where it is not kept any more.
    SyncImages images(String repository, String sync) {
        SyncRecords records = records(repository);
        return LedgerFile.all(records.folder(), REMEMBERED).stream()
                .filter(ledger -> ledger.report().id().equals(sync))
                .findFirst()
                .map(records::images)
                .orElse(SyncImages.NONE);
    }

    /// Finds out what became of writes that a crash cut off, by asking the cluster. [#run] does it by itself.
    public void settle(SyncScope scope, app.driftless.core.cluster.Cluster cluster) {
        new Settlement(cluster.fresh(), clock)
                .settle(records(scope.repository()), open, scope.environment(), scope.cluster());
    }

    /// Finishes replacements that were cut off between delete and create. [#run] does it by itself.
    ///
    /// @param mayWrite asked before each write; where it says no, the replacement stays open
    /// @throws EngineException if the cluster cannot be asked, or somebody else is writing
    public void finish(SyncScope scope, app.driftless.core.cluster.Cluster cluster, BooleanSupplier mayWrite) {
        new InterruptedReplacements(cluster.fresh(), workers, clock, timing)
                .finish(records(scope.repository()), open, scope, mayWrite);
    }

    /// Applies and prunes what is planned and approved. After a cancel no new write starts; those on the wire are
    /// awaited and recorded. Nothing to write means that nothing is touched, the inventory included.
    ///
    /// @param each is given each result as soon as it is known, one at a time
    /// @return what became of every object of the plan, also if it stopped half way
    /// @throws EngineException if it may not begin: wrong cluster, errors in the environment, missing consent,
    ///     locked by somebody else, or backwards
    public SyncReport run(SyncJob job, Consumer<ObjectResult> each, Progress progress, CancelToken cancel) {
        SyncPlan plan = job.plan();
        check(plan);
        Refusals.of(plan, job.approval()).ifPresent(problem -> {
            throw new EngineException(problem);
        });
        var found = writes(plan) ? job.cluster().identity() : job.cluster().knownIdentity();
        if (!found.equals(job.expected())
                || plan.identity().filter(job.expected()::equals).isEmpty()) {
            throw new EngineException(Problem.of(
                    SyncProblem.WRONG_CLUSTER, plan.cluster(), job.expected().toString(), found.toString()));
        }
        settle(job.scope(), job.cluster());
        finish(job.scope(), job.cluster(), () -> true);
        return new SyncExecution(workers, clock, timing, records(job.scope().repository()))
                .run(job, each, progress, cancel);
    }

    private void check(SyncPlan plan) {
        String environment = plan.environment();
        long errors = plan.findings().stream()
                .filter(f -> f.severity() == Severity.ERROR)
                .count();
        if (errors > 0) {
            throw new EngineException(Problem.of(SyncProblem.FINDINGS, environment, errors));
        }
        if (plan.commit().isEmpty()) {
            throw new EngineException(Problem.of(SyncProblem.NO_COMMIT, environment));
        }
        List<String> loosened = plan.risks().stream()
                .filter(r -> r.kind() == Risk.Kind.LOOSENING)
                .map(r -> String.valueOf(r.reason().args().getFirst()))
                .toList();
        if (!loosened.isEmpty()) {
            throw new EngineException(Problem.of(SyncProblem.LOOSENED, environment, String.join(", ", loosened)));
        }
        Duration age = Duration.between(plan.at(), clock.instant());
        if (writes(plan) && age.compareTo(timing.planAge()) > 0) {
            throw new EngineException(Problem.of(SyncProblem.OLD_PLAN, environment, age.toMinutes()));
        }
    }

    private static boolean writes(SyncPlan plan) {
        return plan.changes().stream()
                .anyMatch(c -> c.diff().action() != Action.UNCHANGED && c.diff().action() != Action.ERROR);
    }

    private SyncRecords records(String repository) {
        return new SyncRecords(stateFolder, repository);
    }
}
