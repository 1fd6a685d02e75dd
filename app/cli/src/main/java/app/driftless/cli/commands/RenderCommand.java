package app.driftless.cli.commands;

import app.driftless.cli.ExitCode;
import app.driftless.cli.report.Findings;
import app.driftless.cli.report.OutputFormat;
import app.driftless.core.Workspace;
import app.driftless.core.diff.Masking;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.Severity;
import app.driftless.core.manifest.YamlLines;
import app.driftless.core.repo.Commit;
import app.driftless.core.sync.DesiredState;
import app.driftless.core.workspace.Environment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Writes the resources of an environment as they would be applied; secrets masked unless asked for.
@Command(name = "render", mixinStandardHelpOptions = true)
final class RenderCommand implements Callable<Integer> {
    enum Form {
        YAML,
        JSON
    }

    @Mixin
    private FolderOption source = new FolderOption();

    @Option(
            names = {"-o", "--output"},
            defaultValue = "yaml",
            paramLabel = "yaml|json",
            descriptionKey = "option.renderOutput")
    private Form form = Form.YAML;

    @Option(names = "--show-secrets", descriptionKey = "option.showSecrets")
    private boolean showSecrets;

    private final Work work;

    RenderCommand(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        return work.run(events(), source, this::render);
    }

    /// How events are told beside a YAML stream or a JSON document.
    private OutputFormat events() {
        return form == Form.JSON ? OutputFormat.JSON : OutputFormat.TEXT;
    }

    private ExitCode render(Workspace workspace) {
        Optional<Commit> commit = source.commit().map(workspace.repository()::resolve);
        List<Environment> environments = work.environments(workspace, source, Work.tree(workspace, commit));
        if (environments.size() != 1) {
            work.console()
                    .complain(
                            events(),
                            environments.isEmpty() ? "environment.missing" : "environment.choose",
                            environments.isEmpty()
                                    ? source.environment().orElse("")
                                    : environments.stream()
                                            .map(Environment::name)
                                            .collect(Collectors.joining(", ")));
            return ExitCode.TROUBLE;
        }
        DesiredState state = work.desired(workspace, environments.getFirst(), commit, events())
                .orElseThrow();
        List<Finding> errors = state.findings().stream()
                .filter(f -> f.severity() == Severity.ERROR)
                .toList();
        var masking = new Masking();
        List<Map<String, Object>> bodies = state.resources().stream()
                .map(Resource::body)
                .map(body -> showSecrets ? body : masking.mask(body))
                .toList();
        if (form == Form.JSON) {
            work.console().answerList(bodies);
        } else {
            work.console()
                    .answer(bodies.stream()
                            .map(YamlLines::text)
                            .collect(Collectors.joining("---\n"))
                            .stripTrailing());
        }
        if (!errors.isEmpty()) {
            work.console().complain(new Findings(work.console()).text(0, bodies.size(), errors));
            return ExitCode.FINDINGS;
        }
        return ExitCode.CLEAN;
    }
}
