package app.driftless.cli.commands;

import app.driftless.cli.ExitCode;
import app.driftless.cli.report.OutputFormat;
import app.driftless.cli.report.PlanShapes;
import app.driftless.core.Workspace;
import app.driftless.core.adopt.AdoptionPlan;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.sync.DesiredState;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Brings live values of one object into the files on disk. Commits nothing.
@Command(name = "adopt", mixinStandardHelpOptions = true)
final class AdoptCommand implements Callable<Integer> {
    @Mixin
    private ObjectOption object = new ObjectOption();

    @Mixin
    private FolderOption.ClusterOption clusters = new FolderOption.ClusterOption();

    @Mixin
    private OutputOption output = new OutputOption();

    private final Work work;

    AdoptCommand(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        return work.run(output.format, object.source(), this::adopt);
    }

    private ExitCode adopt(Workspace workspace) {
        var environments = work.environments(workspace, object.source(), Work.tree(workspace, Optional.empty()));
        for (Target target : Target.of(workspace, environments, clusters)) {
            Optional<AdoptionPlan> plan = adopt(workspace, target);
            if (plan.isPresent()) {
                return answer(plan.get());
            }
        }
        work.console().complain(output.format, "adopt.none", object.text());
        return ExitCode.TROUBLE;
    }

    /// Empty if the object is not in that environment.
    private Optional<AdoptionPlan> adopt(Workspace workspace, Target target) {
        DesiredState state = work.desired(workspace, target.environment(), Optional.empty(), output.format)
                .orElseThrow();
        var progress = work.console().progress(output.format);
        try (var connected = new CompareCommand.Closing(target, target.connect(workspace, clusters, work.cancel()))) {
            Optional<ResourceDiff> diff = workspace
                    .plan(connected.cluster(), target.cluster(), state, _ -> {}, progress, work.cancel())
                    .plan()
                    .changes()
                    .stream()
                    .map(PlannedChange::diff)
                    .filter(d -> object.pathIn(d.key()).isPresent())
                    .findFirst();
            return diff.map(d -> {
                AdoptionPlan plan = workspace
                        .adoption()
                        .plan(
                                connected.cluster(),
                                target.environment().name(),
                                d.key(),
                                fields(d, object.pathIn(d.key()).orElse("")),
                                progress,
                                work.cancel());
                plan.save(workspace.repository());
                return plan;
            });
        }
    }

    /// The named field, or all that drifted.
    private static Set<String> fields(ResourceDiff diff, String path) {
        if (!path.isEmpty()) {
            return Set.of(path);
        }
        var fields = new LinkedHashSet<String>();
        diff.differences().stream()
                .filter(d -> d.kind() == DiffClass.DRIFT)
                .map(Difference::fieldPath)
                .forEach(fields::add);
        return fields;
    }

    private ExitCode answer(AdoptionPlan plan) {
        if (output.format == OutputFormat.JSON) {
            work.console().answer(PlanShapes.adopted(plan));
        } else {
            plan.adopted().forEach(field -> work.console().answer(work.console().text("adopt.field", field)));
            plan.edits().forEach(edit -> work.console()
                    .answer(work.console().text("adopt.file", edit.before().path())));
            plan.refused().forEach(r -> work.console().problem(output.format, r.problem()));
        }
        return plan.refused().isEmpty() && !plan.adopted().isEmpty() ? ExitCode.CLEAN : ExitCode.FINDINGS;
    }
}
