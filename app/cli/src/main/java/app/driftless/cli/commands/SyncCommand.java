package app.driftless.cli.commands;

import app.driftless.cli.ExitCode;
import app.driftless.cli.report.OutputFormat;
import app.driftless.cli.report.PlanText;
import app.driftless.cli.report.Shapes;
import app.driftless.core.Workspace;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.EngineException;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.Repository;
import app.driftless.core.sync.DesiredState;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.sync.SyncJob;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.workspace.Protection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Applies a pushed commit to clusters, as planned and approved.
@Command(name = "sync", mixinStandardHelpOptions = true)
final class SyncCommand implements Callable<Integer> {
    /// The words of `--conflicts`.
    enum Conflicts {
        HOLD(SyncApproval.Conflicts.HOLD),
        LEAVE(SyncApproval.Conflicts.LEAVE),
        TAKE_OVER(SyncApproval.Conflicts.TAKE_OVER);

        private final SyncApproval.Conflicts meaning;

        Conflicts(SyncApproval.Conflicts meaning) {
            this.meaning = meaning;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Mixin
    private FolderOption source = new FolderOption();

    @Mixin
    private FolderOption.ClusterOption clusters = new FolderOption.ClusterOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ConsentOption consents = new ConsentOption();

    @Option(names = "--yes", descriptionKey = "option.yes")
    private boolean yes;

    @Option(
            names = "--conflicts",
            defaultValue = "hold",
            paramLabel = "hold|leave|take-over",
            descriptionKey = "option.conflicts")
    private Conflicts conflicts = Conflicts.HOLD;

    @Option(names = "--confirm-cluster", paramLabel = "NAME", descriptionKey = "option.confirmCluster")
    private List<String> confirmed = new ArrayList<>();

    @Option(names = "--expect-identity", paramLabel = "UID", descriptionKey = "option.expectIdentity")
    private @Nullable String expectedUid;

    @Option(names = "--allow-rollback", descriptionKey = "option.allowRollback")
    private boolean rollback;

    private final Work work;

    SyncCommand(Work work) {
        this.work = work;
    }

    private record Synced(SyncPlan plan, SyncReport report) {}

    @Override
    public Integer call() {
        return work.run(output.format, source, this::sync);
    }

    private ExitCode sync(Workspace workspace) {
        Optional<Commit> commit = pushed(workspace.repository());
        if (commit.isEmpty()) {
            return ExitCode.TROUBLE;
        }
        var environments = work.environments(workspace, source, Work.tree(workspace, commit));
        List<Target> targets = Target.of(workspace, environments, clusters);
        var done = new ArrayList<Synced>();
        boolean trouble = false;
        for (Target target : targets) {
            try {
                Optional<Synced> synced = sync(workspace, target, commit.get());
                synced.ifPresent(done::add);
                trouble |= synced.isEmpty();
            } catch (EngineException e) {
                work.console().problem(output.format, e.problem());
                trouble = true;
            }
        }
        if (targets.isEmpty()) {
            work.console().complain(output.format, "cluster.none", source.folder.toString());
        }
        answer(done);
        if (done.isEmpty()) {
            return ExitCode.TROUBLE;
        }
        return trouble || done.stream().anyMatch(s -> !clean(s.report())) ? ExitCode.FINDINGS : ExitCode.CLEAN;
    }

    /// The commit to sync, after asking the remote; empty, told why, if no remote branch holds it. Without a remote
    /// any commit will do.
    private Optional<Commit> pushed(Repository repository) {
        boolean remote = repository
                .state()
                .get()
                .latest()
                .map(state -> !state.value().remotes().isEmpty())
                .orElse(false);
        if (remote) {
            repository.fetch(work.console().progress(output.format), work.cancel());
        }
        Commit commit = repository.resolve(source.commit().orElse("HEAD"));
        if (remote && repository.remoteBranchWith(commit).isEmpty()) {
            work.console().complain(output.format, "sync.notPushed", commit.shortId());
            return Optional.empty();
        }
        return Optional.of(commit);
    }

    private Optional<Synced> sync(Workspace workspace, Target target, Commit commit) {
        if (target.environment().protection() == Protection.LOCKED && !confirmed.contains(target.cluster())) {
            work.console()
                    .complain(output.format, "sync.locked", target.environment().name(), target.cluster());
            return Optional.empty();
        }
        DesiredState state = work.desired(workspace, target.environment(), Optional.of(commit), output.format)
                .orElseThrow();
        var progress = work.console().progress(output.format);
        try (var connected = new CompareCommand.Closing(target, target.connect(workspace, clusters, work.cancel()))) {
            var expected = target.expected(connected.cluster(), Optional.ofNullable(expectedUid));
            SyncPlan plan = workspace
                    .plan(
                            connected.cluster(),
                            target.cluster(),
                            state,
                            clusters.migrate(),
                            _ -> {},
                            progress,
                            work.cancel())
                    .plan();
            Optional<String> unknown = consents.unknown(plan);
            if (unknown.isPresent()) {
                work.console().complain(output.format, "sync.notOnly", unknown.get());
                return Optional.empty();
            }
            if (!yes && CompareCommand.tells(plan) && !agreed(plan)) {
                return Optional.empty();
            }
            var job = new SyncJob(
                    connected.cluster(),
                    expected,
                    workspace.scope(target.environment(), target.cluster()),
                    plan,
                    state.resources(),
                    approval(plan),
                    before -> workspace.repository().descends(commit, before));
            return Optional.of(new Synced(plan, workspace.runner().run(job, _ -> {}, progress, work.cancel())));
        }
    }

    private boolean agreed(SyncPlan plan) {
        work.console().complain(new PlanText(work.console()).of(plan));
        boolean agreed = work.console().ask(work.console().text("sync.ask", plan.environment(), plan.cluster()));
        if (!agreed) {
            work.console().complain(output.format, "sync.notAgreed", plan.environment(), plan.cluster());
        }
        return agreed;
    }

    private SyncApproval approval(SyncPlan plan) {
        SyncApproval approval = SyncApproval.plain().with(conflicts.meaning).withRollback(rollback);
        return consents.addedTo(approval, plan);
    }

    private static boolean clean(SyncReport report) {
        return report.problem().isEmpty()
                && !report.cancelled()
                && report.results().stream()
                        .map(ObjectResult::outcome)
                        .noneMatch(o -> o == ObjectResult.Outcome.HELD
                                || o == ObjectResult.Outcome.FAILED
                                || o == ObjectResult.Outcome.UNKNOWN);
    }

    private void answer(List<Synced> done) {
        if (output.format == OutputFormat.JSON) {
            List<Map<String, @Nullable Object>> results =
                    done.stream().map(s -> Shapes.synced(s.plan(), s.report())).toList();
            work.console().answer(Map.of("results", results));
        } else {
            var text = new PlanText(work.console());
            done.forEach(s -> work.console().answer(text.of(s.report())));
        }
    }
}
