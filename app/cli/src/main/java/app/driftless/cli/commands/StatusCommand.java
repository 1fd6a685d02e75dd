package app.driftless.cli.commands;

import app.driftless.cli.ExitCode;
import app.driftless.cli.report.OutputFormat;
import app.driftless.core.Workspace;
import app.driftless.core.settings.Binding;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.workspace.Environment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Tells environments, clusters, bindings and the last sync of each, without asking any cluster.
@Command(name = "status", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private FolderOption source = new FolderOption();

    @Mixin
    private OutputOption output = new OutputOption();

    private final Work work;

    StatusCommand(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        return work.run(output.format, source, this::status);
    }

    private ExitCode status(Workspace workspace) {
        var commit = source.commit().map(workspace.repository()::resolve);
        List<Environment> environments = work.environments(workspace, source, Work.tree(workspace, commit));
        List<SyncReport> ledger = workspace.syncs().all();
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (Environment environment : environments) {
            for (String cluster : environment.clusters()) {
                rows.add(row(workspace, environment, cluster, ledger));
            }
            if (environment.clusters().isEmpty()) {
                rows.add(row(workspace, environment, "", ledger));
            }
        }
        if (output.format == OutputFormat.JSON) {
            work.console().answer(Map.of("environments", rows));
        } else {
            for (Map<String, @Nullable Object> row : rows) {
                work.console().answer(line(row));
            }
            if (rows.isEmpty()) {
                work.console().answer(work.console().text("status.none"));
            }
        }
        return ExitCode.CLEAN;
    }

    private static Map<String, @Nullable Object> row(
            Workspace workspace, Environment environment, String cluster, List<SyncReport> ledger) {
        Optional<Binding> binding =
                workspace.engine().trust().binding(workspace.repository().root(), environment.name(), cluster);
        Optional<SyncReport> last = ledger.stream()
                .filter(r -> r.environment().equals(environment.name())
                        && r.cluster().equals(cluster))
                .findFirst();
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("environment", environment.name());
        row.put("path", environment.path());
        row.put("foundBy", environment.foundBy());
        row.put("cluster", cluster);
        row.put("mode", environment.sync().mode().name().toLowerCase(Locale.ROOT));
        row.put("protection", environment.protection().name().toLowerCase(Locale.ROOT));
        row.put("context", binding.map(Binding::context).orElse(null));
        row.put("server", binding.map(b -> b.identity().server()).orElse(null));
        row.put("observeOnly", binding.map(Binding::observeOnly).orElse(null));
        row.put("lastCommit", last.map(r -> r.commit().id()).orElse(null));
        row.put("lastSync", last.map(r -> r.endedAt().toString()).orElse(null));
        row.put("applied", last.map(r -> r.count(ObjectResult.Outcome.APPLIED)).orElse(null));
        row.put("held", last.map(r -> r.count(ObjectResult.Outcome.HELD)).orElse(null));
        row.put("failed", last.map(r -> r.count(ObjectResult.Outcome.FAILED)).orElse(null));
        return row;
    }

    private String line(Map<String, @Nullable Object> row) {
        var console = work.console();
        Object context = row.get("context");
        Object commit = row.get("lastCommit");
        return console.text(
                "status.line",
                String.valueOf(row.get("environment")),
                String.valueOf(row.get("cluster")),
                String.valueOf(row.get("mode")),
                String.valueOf(row.get("protection")),
                context == null
                        ? console.text("status.unbound")
                        : console.text("status.bound", context, String.valueOf(row.get("server"))),
                commit == null
                        ? console.text("status.never")
                        : console.text(
                                "status.last", commit.toString().substring(0, 7), String.valueOf(row.get("lastSync"))));
    }
}
