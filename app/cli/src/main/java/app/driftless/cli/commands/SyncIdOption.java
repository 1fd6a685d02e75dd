package app.driftless.cli.commands;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// A sync of the ledger (none, or `newest`, for the newest), and the repository it is of. A folder may stand alone,
/// if it is not named like an id.
final class SyncIdOption {
    private static final String ID = "[0-9a-f]{8}";
    private static final String NEWEST = "newest";

    @Parameters(index = "0", arity = "0..1", paramLabel = "SYNC-ID", descriptionKey = "option.syncId")
    private @Nullable String given;

    @Mixin
    private PlaceOption place = new PlaceOption();

    Optional<String> id() {
        return Optional.ofNullable(given).filter(text -> !text.equals(NEWEST) && !folderAlone());
    }

    FolderOption source() {
        return folderAlone()
                ? FolderOption.of(
                        Path.of(String.valueOf(given)), place.environment().orElse(null), false)
                : place.source(false);
    }

    private boolean folderAlone() {
        return given != null && !given.matches(ID) && !given.equals(NEWEST) && Files.isDirectory(Path.of(given));
    }
}
