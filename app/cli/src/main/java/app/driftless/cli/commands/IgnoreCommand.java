package app.driftless.cli.commands;

import app.driftless.cli.ExitCode;
import app.driftless.cli.report.OutputFormat;
import app.driftless.core.Workspace;
import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.repo.FileText;
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

/// Adds a rule to `.driftless.yaml` that leaves fields to others. Commits nothing.
@Command(name = "ignore", mixinStandardHelpOptions = true)
final class IgnoreCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "KIND[/NAME]", descriptionKey = "ignore.object")
    private String object = "";

    @Mixin
    private PlaceOption place = new PlaceOption();

    @Option(names = "--field", paramLabel = "PATH", descriptionKey = "ignore.field")
    private List<String> fields = new ArrayList<>();

    @Option(names = "--manager", paramLabel = "NAME", descriptionKey = "ignore.manager")
    private List<String> managers = new ArrayList<>();

    @Option(names = "--reason", paramLabel = "TEXT", descriptionKey = "ignore.reason")
    private @Nullable String reason;

    @Mixin
    private OutputOption output = new OutputOption();

    private final Work work;

    IgnoreCommand(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        return work.run(output.format, place.source(false), this::ignore);
    }

    private ExitCode ignore(Workspace workspace) {
        Optional<String> wrong =
                fields.stream().filter(field -> !IgnoreRule.isField(field)).findFirst();
        if (wrong.isPresent()) {
            work.console().complain(output.format, "ignore.notAField", wrong.get());
            return ExitCode.TROUBLE;
        }
        var rule = new IgnoreRule(1, 0, objects(), fields, managers, Optional.ofNullable(reason));
        FileText saved = workspace.ignoreFile().add(rule, place.environment(), work.cancel());
        if (output.format == OutputFormat.JSON) {
            work.console().answer(Map.of("file", saved.path(), "rule", rule.text()));
        } else {
            work.console().answer(work.console().text("ignore.added", saved.path(), rule.text()));
        }
        return ExitCode.CLEAN;
    }

    /// `Kind`, `Kind/name` or `Kind/namespace/name`, each with `*` for any text.
    private IgnoreRule.Objects objects() {
        String[] parts = object.split("/", -1);
        return new IgnoreRule.Objects(
                "*", parts[0], parts.length > 2 ? parts[1] : "*", parts.length > 1 ? parts[parts.length - 1] : "*");
    }
}
