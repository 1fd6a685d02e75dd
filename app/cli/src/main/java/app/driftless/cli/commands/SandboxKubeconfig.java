package app.driftless.cli.commands;

import app.driftless.cli.ExitCode;
import app.driftless.cli.report.OutputFormat;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Prints where the kubeconfig of a cluster is, for `export KUBECONFIG=$(driftless sandbox kubeconfig)`.
@Command(name = "kubeconfig", mixinStandardHelpOptions = true, versionProvider = VersionText.class)
final class SandboxKubeconfig implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            defaultValue = SandboxCommand.DEFAULT_NAME,
            descriptionKey = "sandbox.name")
    private String name = SandboxCommand.DEFAULT_NAME;

    @Mixin
    private OutputOption output = new OutputOption();

    private final SandboxWork work;

    SandboxKubeconfig(SandboxWork work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        return work.run(output.format, sandboxes -> {
            Path file = sandboxes.existingKubeconfig(name);
            if (output.format == OutputFormat.JSON) {
                work.console()
                        .answer(Map.of("name", name, "kubeconfig", file.toString(), "context", "sandbox-" + name));
            } else {
                work.console().answer(file.toString());
            }
            return ExitCode.CLEAN;
        });
    }
}
