package app.driftless.core.internal.git;

import app.driftless.core.internal.fs.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;

/// Where files go before a person's discard takes something of them away. Outside every repository.
final class RecoveryFolder {
    private final Trees trees;
    private final Path folder;
    private final InstantSource clock;

    RecoveryFolder(Trees trees, Path folder, InstantSource clock) {
        this.trees = trees;
        this.folder = folder;
        this.clock = clock;
    }

    /// Copies the file as it is now; nothing where there is none.
    void keep(String path) throws IOException {
        Path file = trees.path(path);
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            Path kept = folder.resolve(Long.toString(clock.millis())).resolve(path);
            DurableFile.write(kept, Files.readAllBytes(file));
        }
    }
}
