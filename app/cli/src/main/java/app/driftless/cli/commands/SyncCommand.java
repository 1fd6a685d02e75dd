package app.driftless.cli.commands;

import app.driftless.cli.ExitCode;
import app.driftless.cli.report.OutputFormat;
import app.driftless.cli.report.PlanShapes;
import app.driftless.cli.report.PlanText;
import app.driftless.core.Workspace;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.Repository;
import app.driftless.core.sync.DesiredState;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.sync.SyncJob;
import app.driftless.core.sync.SyncProblem;
import app.driftless.core.sync.SyncReport;
import java.util.ArrayList;
import java.util.List;
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
    @Mixin
    private FolderOption source = new FolderOption();

    @Mixin
    private FolderOption.ClusterOption clusters = new FolderOption.ClusterOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private WritingOption writing = new WritingOption();

    @Mixin
    private ConflictOption conflicts = new ConflictOption();

    @Option(names = "--allow-rollback", descriptionKey = "option.allowRollback")
    private boolean rollback;

    private final Work work;

    SyncCommand(Work work) {
        this.work = work;
    }

    /// @param refusal why it was not begun; empty where there is a report
    private record Synced(SyncJob job, Optional<SyncReport> report, Optional<Problem> refusal) {
        boolean clean() {
            return report.filter(WritingOption::clean).isPresent();
        }

        Map<String, @Nullable Object> shape() {
            return report.map(r -> PlanShapes.synced(job.plan(), job.approval(), r))
                    .orElseGet(() -> PlanShapes.refused(job.plan(), refusal.orElseThrow()));
        }
    }

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
        if (done.stream().allMatch(s -> s.report().isEmpty())) {
            return ExitCode.TROUBLE;
        }
        return trouble || done.stream().anyMatch(s -> !s.clean()) ? ExitCode.FINDINGS : ExitCode.CLEAN;
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
        if (writing.locked(target, work.console(), output.format)) {
            return Optional.empty();
        }
        DesiredState state = work.desired(workspace, target.environment(), Optional.of(commit), output.format)
                .orElseThrow();
        var progress = work.console().progress(output.format);
        try (var connected = new CompareCommand.Closing(target, target.connect(workspace, clusters, work.cancel()))) {
            var expected = writing.expected(target, connected.cluster());
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
            Optional<String> unknown = writing.consents().unknown(plan);
            Optional<String> noConflict = conflicts.unknown(plan);
            if (unknown.isPresent() || noConflict.isPresent()) {
                String key = unknown.isPresent() ? "sync.notOnly" : "sync.noConflict";
                work.console()
                        .complain(
                                output.format, key, unknown.or(() -> noConflict).get());
                return Optional.empty();
            }
            if (CompareCommand.tells(plan) && !agreed(plan)) {
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
            return Optional.of(run(workspace, job));
        }
    }

    /// A refusal of the whole sync is told with its plan: that says of each object what is wrong with it.
    private Synced run(Workspace workspace, SyncJob job) {
        try {
            SyncReport report =
                    workspace.runner().run(job, _ -> {}, work.console().progress(output.format), work.cancel());
            List<String> rules = conflicts.remember(workspace, job.plan(), job.approval(), work.cancel());
            rules.forEach(rule -> work.console().complain(output.format, "sync.remembered", rule));
            return new Synced(job, Optional.of(report), Optional.empty());
        } catch (EngineException e) {
            if (e.problem().code() != SyncProblem.REFUSED) {
                throw e;
            }
            work.console().problem(output.format, e.problem());
            return new Synced(job, Optional.empty(), Optional.of(e.problem()));
        }
    }

    private boolean agreed(SyncPlan plan) {
        var console = work.console();
        String question = console.text("sync.ask", plan.environment(), plan.cluster());
        return writing.agreed(plan, new PlanText(console).of(plan), question, console, output.format);
    }

    private SyncApproval approval(SyncPlan plan) {
        return writing.consents().addedTo(conflicts.addedTo(SyncApproval.plain().withRollback(rollback), plan), plan);
    }

    private void answer(List<Synced> done) {
        if (output.format == OutputFormat.JSON) {
            work.console()
                    .answer(Map.of("results", done.stream().map(Synced::shape).toList()));
        } else {
            var text = new PlanText(work.console());
            done.forEach(s -> work.console()
                    .answer(s.report()
                            .map(text::of)
                            .orElseGet(() -> text.of(s.job().plan()))));
        }
    }
}
