package app.driftless.cli.commands;

import app.driftless.cli.ExitCode;
import app.driftless.cli.report.OutputFormat;
import app.driftless.cli.report.PlanShapes;
import app.driftless.cli.report.PlanText;
import app.driftless.core.Workspace;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.manifest.Severity;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.EngineException;
import app.driftless.core.repo.Commit;
import app.driftless.core.sync.DesiredState;
import app.driftless.core.workspace.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Compares environments with their clusters: `diff` the files on disk, `plan` a commit. Reads and dry runs only.
@Command(mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
    @Mixin
    private FolderOption source = new FolderOption();

    @Mixin
    private FolderOption.ClusterOption clusters = new FolderOption.ClusterOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(names = "--predicted", descriptionKey = "option.predicted")
    private boolean predicted;

    private final Work work;
    private final Optional<String> defaultCommit;

    /// @param defaultCommit what is compared where the options name no commit; empty for the files on disk
    CompareCommand(Work work, Optional<String> defaultCommit) {
        this.work = work;
        this.defaultCommit = defaultCommit;
    }

    @Override
    public Integer call() {
        return work.run(output.format, source, this::compare);
    }

    private ExitCode compare(Workspace workspace) {
        Optional<Commit> commit = source.commit().or(() -> defaultCommit).map(workspace.repository()::resolve);
        List<Environment> environments = work.environments(workspace, source, Work.tree(workspace, commit));
        List<Target> targets = Target.of(workspace, environments, clusters);
        var plans = new ArrayList<SyncPlan>();
        boolean trouble = false;
        for (Target target : targets) {
            try {
                plans.add(plan(workspace, target, commit));
            } catch (EngineException e) {
                work.console().problem(output.format, e.problem());
                trouble = true;
            }
        }
        if (targets.isEmpty()) {
            work.console().complain(output.format, "cluster.none", source.folder.toString());
        }
        answer(plans);
        if (plans.isEmpty()) {
            return ExitCode.TROUBLE;
        }
        return trouble || plans.stream().anyMatch(CompareCommand::tells) ? ExitCode.FINDINGS : ExitCode.CLEAN;
    }

    private SyncPlan plan(Workspace workspace, Target target, Optional<Commit> commit) {
        DesiredState state = work.desired(workspace, target.environment(), commit, output.format)
                .orElseThrow();
        try (Closing cluster = new Closing(target, target.connect(workspace, clusters, work.cancel()))) {
            return workspace
                    .plan(
                            cluster.cluster(),
                            target.cluster(),
                            state,
                            clusters.migrate(),
                            _ -> {},
                            work.console().progress(output.format),
                            work.cancel())
                    .plan();
        }
    }

    /// A connection that the options made is ours to close; a bound one belongs to the workspace.
    record Closing(Target target, Cluster cluster) implements AutoCloseable {
        @Override
        public void close() {
            if (target.binding().isEmpty()) {
                cluster.close();
            }
        }
    }

    static boolean tells(SyncPlan plan) {
        return plan.findings().stream().anyMatch(f -> f.severity() == Severity.ERROR)
                || plan.changes().stream().map(c -> c.diff().action()).anyMatch(action -> !action.keepsContent());
    }

    private void answer(List<SyncPlan> plans) {
        if (output.format == OutputFormat.JSON) {
            List<Map<String, @Nullable Object>> results = plans.stream()
                    .map(plan -> PlanShapes.comparison(plan, predicted))
                    .toList();
            work.console().answer(Map.of("results", results));
        } else {
            var text = new PlanText(work.console());
            plans.forEach(plan -> work.console().answer(text.of(plan)));
        }
    }
}
