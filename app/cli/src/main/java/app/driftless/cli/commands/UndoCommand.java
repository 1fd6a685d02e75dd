package app.driftless.cli.commands;

import app.driftless.cli.ExitCode;
import app.driftless.cli.report.OutputFormat;
import app.driftless.cli.report.PlanText;
import app.driftless.cli.report.Shapes;
import app.driftless.core.Workspace;
import app.driftless.core.cluster.ClusterIdentity;
import app.driftless.core.repo.Commit;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.SyncScope;
import app.driftless.core.sync.Undo;
import app.driftless.core.sync.UndoPlan;
import app.driftless.core.workspace.Protection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes back a sync of this computer, as planned and approved.
@Command(name = "undo", mixinStandardHelpOptions = true)
final class UndoCommand implements Callable<Integer> {
    private static final String NEWEST = "newest";

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SYNC-ID",
            defaultValue = NEWEST,
            descriptionKey = "option.syncId")
    private String sync = NEWEST;

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

    @Option(names = "--plan", descriptionKey = "option.planOnly")
    private boolean planOnly;

    @Option(names = "--confirm-cluster", paramLabel = "NAME", descriptionKey = "option.confirmCluster")
    private List<String> confirmed = new ArrayList<>();

    @Option(names = "--expect-identity", paramLabel = "UID", descriptionKey = "option.expectIdentity")
    private @Nullable String expectedUid;

    private final Work work;

    UndoCommand(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        return work.run(output.format, source, this::undo);
    }

    private ExitCode undo(Workspace workspace) {
        Commit head = workspace.repository().resolve(source.commit().orElse("HEAD"));
        var environments = work.environments(workspace, source, Work.tree(workspace, Optional.of(head)));
        List<Target> targets = Target.of(workspace, environments, clusters).stream()
                .filter(target -> made(workspace, target))
                .toList();
        if (targets.size() != 1) {
            work.console().complain(output.format, targets.isEmpty() ? "undo.none" : "undo.many", sync);
            return ExitCode.TROUBLE;
        }
        Target target = targets.getFirst();
        if (!planOnly
                && target.environment().protection() == Protection.LOCKED
                && !confirmed.contains(target.cluster())) {
            work.console()
                    .complain(output.format, "sync.locked", target.environment().name(), target.cluster());
            return ExitCode.TROUBLE;
        }
        try (var connected = new CompareCommand.Closing(target, target.connect(workspace, clusters, work.cancel()))) {
            return undo(workspace, target, connected);
        }
    }

    /// Whether the sync that is meant was made to this cluster.
    private boolean made(Workspace workspace, Target target) {
        return sync.equals(NEWEST)
                || workspace.runner().history(workspace.repository().id()).stream()
                        .anyMatch(report -> report.id().equals(sync)
                                && report.environment()
                                        .equals(target.environment().name())
                                && report.cluster().equals(target.cluster()));
    }

    private ExitCode undo(Workspace workspace, Target target, CompareCommand.Closing connected) {
        SyncScope scope = workspace.scope(target.environment(), target.cluster());
        Optional<String> id = Optional.of(sync).filter(given -> !given.equals(NEWEST));
        UndoPlan undo = workspace
                .undo()
                .plan(
                        connected.cluster(),
                        new Undo.Request(scope, target.environment().protection(), id),
                        work.cancel());
        if (planOnly || undo.plan().isEmpty()) {
            answer(undo, Optional.empty());
            return undo.plan().isEmpty() && undo.left().isEmpty() ? ExitCode.CLEAN : ExitCode.FINDINGS;
        }
        ClusterIdentity expected = target.expected(connected.cluster(), Optional.ofNullable(expectedUid));
        if (!yes && !agreed(undo)) {
            return ExitCode.TROUBLE;
        }
        SyncApproval approval = consents.addedTo(SyncApproval.plain(), undo.plan());
        var where = new Undo.Where(connected.cluster(), expected, scope);
        SyncReport report = workspace
                .undo()
                .run(undo, where, approval, _ -> {}, work.console().progress(output.format), work.cancel());
        answer(undo, Optional.of(report));
        boolean clean = report.problem().isEmpty()
                && !report.cancelled()
                && undo.left().isEmpty()
                && report.results().stream()
                        .allMatch(r -> r.outcome() == Outcome.APPLIED || r.outcome() == Outcome.SKIPPED);
        return clean ? ExitCode.CLEAN : ExitCode.FINDINGS;
    }

    private boolean agreed(UndoPlan undo) {
        work.console().complain(new PlanText(work.console()).of(undo));
        String environment = undo.plan().environment();
        boolean agreed = work.console()
                .ask(work.console()
                        .text(
                                "undo.ask",
                                undo.of().commit().shortId(),
                                environment,
                                undo.plan().cluster()));
        if (!agreed) {
            work.console()
                    .complain(
                            output.format,
                            "sync.notAgreed",
                            environment,
                            undo.plan().cluster());
        }
        return agreed;
    }

    private void answer(UndoPlan undo, Optional<SyncReport> report) {
        if (output.format == OutputFormat.JSON) {
            work.console().answer(Map.of("results", List.of(Shapes.undone(undo, report))));
        } else {
            var text = new PlanText(work.console());
            work.console().answer(text.of(undo));
            report.ifPresent(r -> work.console().answer(text.of(r)));
        }
    }
}
