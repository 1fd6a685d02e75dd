package app.driftless.cli.commands;

import app.driftless.cli.ExitCode;
import app.driftless.cli.report.Findings;
import app.driftless.cli.report.OutputFormat;
import app.driftless.core.Workspace;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.Severity;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.FileTree;
import app.driftless.core.workspace.Environment;
import app.driftless.core.workspace.Environments;
import app.driftless.core.workspace.RepositoryCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Checks the manifests of a repository, offline.
@Command(name = "validate", mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    @Mixin
    private FolderOption source = new FolderOption();

    @Mixin
    private OutputOption output = new OutputOption();

    private final Work work;

    ValidateCommand(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        return work.run(output.format, source, this::validate);
    }

    private ExitCode validate(Workspace workspace) {
        Optional<Commit> commit = source.commit().map(workspace.repository()::resolve);
        FileTree tree = Work.tree(workspace, commit);
        Environments environments = workspace.finder().find(tree, work.cancel());
        Optional<Environment> one = source.environment().flatMap(environments::named);
        if (source.environment().isPresent() && one.isEmpty()) {
            work.console()
                    .complain(
                            output.format,
                            "environment.missing",
                            source.environment().get());
            return ExitCode.TROUBLE;
        }
        RepositoryCheck.Result checked = workspace
                .check()
                .check(
                        tree,
                        one.map(Environment::path).orElseGet(() -> Work.part(workspace, source)),
                        one.flatMap(Environment::kubernetesVersion),
                        work.console().progress(output.format),
                        work.cancel());
        var findings = new ArrayList<>(environments.findings());
        checked.findings().stream().filter(f -> !findings.contains(f)).forEach(findings::add);
        answer(checked, findings);
        return findings.stream().anyMatch(f -> f.severity() == Severity.ERROR) ? ExitCode.FINDINGS : ExitCode.CLEAN;
    }

    private void answer(RepositoryCheck.Result checked, List<Finding> findings) {
        var report = new Findings(work.console());
        if (output.format == OutputFormat.JSON) {
            work.console().answer(report.json(checked, findings));
        } else {
            work.console().answer(report.text(checked.files(), checked.resources(), findings));
        }
    }
}
