package app.driftless.cli.commands;

import app.driftless.cli.report.Console;
import app.driftless.core.Engine;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `driftless sandbox`: real clusters of this computer to try things on.
@Command(name = "sandbox", mixinStandardHelpOptions = true, versionProvider = VersionText.class)
public final class SandboxCommand implements Runnable {
    /// The cluster that is meant where none is named; the demo's.
    static final String DEFAULT_NAME = "demo";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Console console;

    private SandboxCommand(Console console) {
        this.console = console;
    }

    /// The command with its subcommands.
    ///
    /// @param engines makes an engine, which the command closes
    public static CommandLine create(Console console, Supplier<Engine> engines) {
        var work = new SandboxWork(console, engines);
        return new CommandLine(new SandboxCommand(console))
                .addSubcommand(new SandboxStart(work))
                .addSubcommand(new SandboxStop(work))
                .addSubcommand(new SandboxStatus(work))
                .addSubcommand(new SandboxKubeconfig(work))
                .setResourceBundle(console.bundle())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), console.text("command.missing"));
    }
}
