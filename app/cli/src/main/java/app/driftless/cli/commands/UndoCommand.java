package app.driftless.cli.commands;

import app.driftless.cli.ExitCode;
import app.driftless.cli.report.OutputFormat;
import app.driftless.cli.report.PlanShapes;
import app.driftless.cli.report.PlanText;
import app.driftless.core.Workspace;
import app.driftless.core.cluster.ClusterIdentity;
import app.driftless.core.problem.EngineException;
import app.driftless.core.repo.Commit;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.sync.SyncProblem;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.SyncScope;
import app.driftless.core.sync.Undo;
import app.driftless.core.sync.UndoPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Takes back a sync of this computer, as planned and approved.
@Command(name = "undo", mixinStandardHelpOptions = true)
final class UndoCommand implements Callable<Integer> {
    @Mixin
    private SyncIdOption sync = new SyncIdOption();

    @Mixin
    private FolderOption.ClusterOption clusters = new FolderOption.ClusterOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private WritingOption writing = new WritingOption();

    @Option(names = "--plan", descriptionKey = "option.planOnly")
    private boolean planOnly;

    private final Work work;

    UndoCommand(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        return work.run(output.format, sync.source(), this::undo);
    }

    private ExitCode undo(Workspace workspace) {
        Commit head = workspace.repository().resolve("HEAD");
        var environments = work.environments(workspace, sync.source(), Work.tree(workspace, Optional.of(head)));
        List<Target> targets = Target.of(workspace, environments, clusters).stream()
                .filter(target -> made(workspace, target))
                .toList();
        if (targets.size() != 1) {
            work.console()
                    .complain(
                            output.format,
                            targets.isEmpty() ? "undo.none" : "undo.many",
                            sync.id().orElse(""));
            return ExitCode.TROUBLE;
        }
        Target target = targets.getFirst();
        if (!planOnly && writing.locked(target, work.console(), output.format)) {
            return ExitCode.TROUBLE;
        }
        try (var connected = new CompareCommand.Closing(target, target.connect(workspace, clusters, work.cancel()))) {
            return undo(workspace, target, connected);
        }
    }

    /// Whether the sync that is meant was made to this cluster.
    private boolean made(Workspace workspace, Target target) {
        return sync.id().isEmpty()
                || workspace.syncs().all().stream()
                        .anyMatch(report -> report.id().equals(sync.id().get())
                                && report.environment()
                                        .equals(target.environment().name())
                                && report.cluster().equals(target.cluster()));
    }

    private ExitCode undo(Workspace workspace, Target target, CompareCommand.Closing connected) {
        SyncScope scope = workspace.scope(target.environment(), target.cluster());
        UndoPlan undo = workspace
                .undo()
                .plan(
                        connected.cluster(),
                        new Undo.Request(scope, target.environment().protection(), sync.id()),
                        work.cancel());
        if (planOnly || undo.plan().isEmpty()) {
            answer(undo, PlanShapes.undone(undo, PlanShapes.comparison(undo.plan(), false)), Optional.empty());
            return undo.plan().isEmpty() && undo.left().isEmpty() ? ExitCode.CLEAN : ExitCode.FINDINGS;
        }
        ClusterIdentity expected = writing.expected(target, connected.cluster());
        if (!agreed(undo)) {
            return ExitCode.TROUBLE;
        }
        SyncApproval approval = writing.consents().addedTo(SyncApproval.plain(), undo.plan());
        var where = new Undo.Where(connected.cluster(), expected, scope);
        SyncReport report;
        try {
            report = workspace
                    .undo()
                    .run(undo, where, approval, _ -> {}, work.console().progress(output.format), work.cancel());
        } catch (EngineException e) {
            if (e.problem().code() != SyncProblem.REFUSED) {
                throw e;
            }
            work.console().problem(output.format, e.problem());
            answer(undo, PlanShapes.undone(undo, PlanShapes.refused(undo.plan(), e.problem())), Optional.empty());
            return ExitCode.TROUBLE;
        }
        answer(undo, PlanShapes.undone(undo, PlanShapes.synced(undo.plan(), approval, report)), Optional.of(report));
        return undo.left().isEmpty() && WritingOption.clean(report) ? ExitCode.CLEAN : ExitCode.FINDINGS;
    }

    private boolean agreed(UndoPlan undo) {
        var console = work.console();
        String question = console.text(
                "undo.ask",
                undo.of().commit().shortId(),
                undo.plan().environment(),
                undo.plan().cluster());
        return writing.agreed(undo.plan(), new PlanText(console).of(undo), question, console, output.format);
    }

    private void answer(UndoPlan undo, Map<String, @Nullable Object> shape, Optional<SyncReport> report) {
        if (output.format == OutputFormat.JSON) {
            work.console().answer(Map.of("results", List.of(shape)));
        } else {
            var text = new PlanText(work.console());
            work.console().answer(text.of(undo));
            report.ifPresent(r -> work.console().answer(text.of(r)));
        }
    }
}
