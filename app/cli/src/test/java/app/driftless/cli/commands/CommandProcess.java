package app.driftless.cli.commands;

import app.driftless.cli.report.Console;
import app.driftless.core.Engine;
import app.driftless.core.EngineOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// The command line in a process of its own, with its state in the folder of the first argument.
final class CommandProcess {
    private CommandProcess() {}

    public static void main(String[] arguments) {
        var console = new Console(System.out, System.err, Locale.ENGLISH);
        Path home = Path.of(arguments[0]);
        System.exit(DriftlessCommand.create(console, () -> new Engine(EngineOptions.below(home)))
                .execute(Arrays.copyOfRange(arguments, 1, arguments.length)));
    }
}
