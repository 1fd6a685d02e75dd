package app.driftless.cli;

import app.driftless.cli.commands.DriftlessCommand;
import app.driftless.cli.report.Console;
import app.driftless.core.Engine;
import app.driftless.core.EngineOptions;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The command line's entry.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Console console = Console.ofTerminal(language(System.getenv()));
        System.exit(DriftlessCommand.create(console, () -> new Engine(EngineOptions.ofSystem()))
                .execute(args));
    }

    /// The language that the environment asks for. Java itself knows only those whose locale the system has
    /// installed, which small systems have not.
    static Locale language(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .map(value ->
                        Locale.forLanguageTag(value.replaceFirst("[.@].*", "").replace('_', '-')))
                .filter(locale -> locale.getLanguage().length() == 2)
                .orElse(Locale.getDefault());
    }
}
