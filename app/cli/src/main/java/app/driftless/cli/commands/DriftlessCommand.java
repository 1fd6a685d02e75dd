package app.driftless.cli.commands;

import app.driftless.cli.ExitCode;
import app.driftless.cli.report.Console;
import app.driftless.cli.report.OutputFormat;
import app.driftless.core.Engine;
import app.driftless.core.problem.EngineException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `driftless` itself: all commands below one root.
@Command(name = "driftless", mixinStandardHelpOptions = true, versionProvider = VersionText.class)
public final class DriftlessCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--self-test", descriptionKey = "driftless.selfTest")
    private boolean selfTest;

    private final Console console;

    private DriftlessCommand(Console console) {
        this.console = console;
    }

    /// @param engines makes an engine for a command that needs one, which closes it
    public static CommandLine create(Console console, Supplier<Engine> engines) {
        var work = new Work(console, engines);
        return new CommandLine(new DriftlessCommand(console))
                .addSubcommand(new ValidateCommand(work))
                .addSubcommand(new RenderCommand(work))
                .addSubcommand("diff", new CompareCommand(work, Optional.empty()))
                .addSubcommand("plan", new CompareCommand(work, Optional.of("HEAD")))
                .addSubcommand(new SyncCommand(work))
                .addSubcommand(new SyncsCommand(work))
                .addSubcommand(new UndoCommand(work))
                .addSubcommand(new AdoptCommand(work))
                .addSubcommand(new IgnoreCommand(work))
                .addSubcommand(new StatusCommand(work))
                .addSubcommand(new DemoCommand(console, engines))
                .addSubcommand(SandboxCommand.create(console, engines))
                .setResourceBundle(console.bundle())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(console.out())
                .setErr(console.err())
                .setExecutionExceptionHandler((failure, _, _) -> {
                    if (failure instanceof EngineException known) {
                        console.problem(OutputFormat.TEXT, known.problem());
                    } else {
                        console.unexpected(failure);
                    }
                    return ExitCode.TROUBLE.value();
                });
    }

    @Override
    public Integer call() {
        if (selfTest) {
            return new SelfTest(console).run();
        }
        throw new ParameterException(spec.commandLine(), console.text("command.missing"));
    }
}
