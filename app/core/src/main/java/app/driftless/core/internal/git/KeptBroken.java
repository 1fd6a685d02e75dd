package app.driftless.core.internal.git;

import app.driftless.core.internal.fs.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where damaged files of a repository go before anything takes their place. Outside every repository.
final class KeptBroken {
    private final Path workTree;
    private final Path folder;

    /// @param folder made with the first file
    KeptBroken(Path workTree, Path folder) {
        this.workTree = workTree;
        this.folder = folder;
    }

    /// Keeps a copy.
    ///
    /// @return where it is
    Path copy(Path file) throws IOException {
        Path kept = folder.resolve(workTree.relativize(file).toString());
        DurableFile.write(kept, Files.readAllBytes(file));
        return kept;
    }

    /// Keeps a copy and takes the file away.
    Path move(Path file) throws IOException {
        Path kept = copy(file);
        Files.delete(file);
        DurableFile.syncFolder(file.getParent());
        return kept;
    }
}
