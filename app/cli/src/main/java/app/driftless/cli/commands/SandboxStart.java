package app.driftless.cli.commands;

import app.driftless.cli.ExitCode;
import app.driftless.cli.report.OutputFormat;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.sandbox.SandboxSpec;
import app.driftless.core.sandbox.SandboxState;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Starts a cluster that lives on until it is stopped.
@Command(name = "start", mixinStandardHelpOptions = true, versionProvider = VersionText.class)
final class SandboxStart implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            defaultValue = SandboxCommand.DEFAULT_NAME,
            descriptionKey = "sandbox.name")
    private String name = SandboxCommand.DEFAULT_NAME;

    @Option(names = "--no-controllers", descriptionKey = "sandbox.noControllers")
    private boolean bare;

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "1", descriptionKey = "sandbox.nodes")
    private int nodes = 1;

    @Mixin
    private OutputOption output = new OutputOption();

    private final SandboxWork work;

    SandboxStart(SandboxWork work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        OutputFormat format = output.format;
        SandboxSpec wanted = wanted();
        return work.run(format, sandboxes -> {
            SandboxState.Running running =
                    sandboxes.start(wanted, work.console().progress(format), CancelToken.untilExit());
            if (format == OutputFormat.JSON) {
                work.console().answer(SandboxWork.json(name, running));
            } else {
                work.console().answer(work.line(name, running));
            }
            return ExitCode.CLEAN;
        });
    }

    private SandboxSpec wanted() {
        if (!SandboxSpec.isName(name)) {
            throw new ParameterException(spec.commandLine(), work.console().text("sandbox.badName", name));
        }
        if (nodes < 1) {
            throw new ParameterException(spec.commandLine(), work.console().text("sandbox.badNodes", nodes));
        }
        List<String> arguments = nodes == 1 ? List.of() : List.of("--nodes", Integer.toString(nodes));
        return new SandboxSpec(name, !bare, true, arguments);
    }
}
