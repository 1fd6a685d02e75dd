package app.driftless.cli.commands;

import app.driftless.cli.ExitCode;
import app.driftless.cli.report.LedgerShapes;
import app.driftless.cli.report.LedgerText;
import app.driftless.cli.report.OutputFormat;
import app.driftless.core.Workspace;
import app.driftless.core.sync.SyncDetails;
import app.driftless.core.sync.SyncReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Tells the syncs from this computer, or one of them with its objects before and after. Asks no cluster.
@Command(name = "syncs", mixinStandardHelpOptions = true)
final class SyncsCommand implements Callable<Integer> {
    @Mixin
    private SyncIdOption sync = new SyncIdOption();

    @Option(names = "--cluster", paramLabel = "NAME", descriptionKey = "option.cluster")
    private @Nullable String cluster;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", descriptionKey = "syncs.limit")
    private int limit = 20;

    @Mixin
    private OutputOption output = new OutputOption();

    private final Work work;

    SyncsCommand(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        return work.run(output.format, sync.source(), this::tell);
    }

    private ExitCode tell(Workspace workspace) {
        return sync.id().map(id -> one(workspace, id)).orElseGet(() -> list(workspace));
    }

    private ExitCode list(Workspace workspace) {
        List<SyncReport> all = workspace.syncs().all();
        List<SyncReport> shown = all.stream()
                .filter(report -> sync.source()
                        .environment()
                        .map(report.environment()::equals)
                        .orElse(true))
                .filter(report -> cluster == null || report.cluster().equals(cluster))
                .limit(limit)
                .toList();
        if (output.format == OutputFormat.JSON) {
            work.console().answer(Map.of("syncs", LedgerShapes.list(shown, all)));
        } else {
            work.console().answer(new LedgerText(work.console()).list(shown, all));
        }
        return ExitCode.CLEAN;
    }

    private ExitCode one(Workspace workspace, String id) {
        Optional<SyncDetails> details = workspace.syncs().details(id);
        if (details.isEmpty()) {
            work.console().complain(output.format, "syncs.unknown", id);
            return ExitCode.TROUBLE;
        }
        if (output.format == OutputFormat.JSON) {
            work.console()
                    .answer(Map.of(
                            "sync",
                            LedgerShapes.details(
                                    details.get(), workspace.syncs().all())));
        } else {
            work.console().answer(new LedgerText(work.console()).of(details.get()));
        }
        return ExitCode.CLEAN;
    }
}
