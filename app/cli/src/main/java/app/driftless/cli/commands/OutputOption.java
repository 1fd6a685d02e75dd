package app.driftless.cli.commands;

import app.driftless.cli.report.OutputFormat;
import picocli.CommandLine.Option;

/// The option `-o`, the same for all commands.
final class OutputOption {
    @Option(
            names = {"-o", "--output"},
            defaultValue = "text",
            paramLabel = "text|json",
            descriptionKey = "option.output")
    OutputFormat format = OutputFormat.TEXT;
}
