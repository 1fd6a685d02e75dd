package app.driftless.cli.commands;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The repository and environment of a command whose first word names something in it.
final class PlaceOption {
    @Parameters(arity = "0..1", paramLabel = "FOLDER", defaultValue = ".", descriptionKey = "option.folder")
    private Path folder = Path.of(".");

    @Option(names = "--environment", paramLabel = "NAME", descriptionKey = "option.environment")
    private @Nullable String environment;

    Optional<String> environment() {
        return Optional.ofNullable(environment);
    }

    FolderOption source(boolean trustRender) {
        return FolderOption.of(folder, environment, trustRender);
    }
}
