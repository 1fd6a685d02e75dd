package app.driftless.core.internal.fs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.regex.Pattern;

/// Half-written files that a kill left.
public final class Orphans {
    private Orphans() {}

    /// Removes the files below `root` with such names that were written from `since` on. Links are not followed.
    ///
    /// @param except a folder that is not looked into
    public static void remove(Path root, Path except, Pattern names, Instant since) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.equals(except) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()
                        && names.matcher(file.getFileName().toString()).matches()
                        && !attributes.lastModifiedTime().toInstant().isBefore(since)) {
                    Files.deleteIfExists(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                // A folder that can't be read is none that we wrote to.
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
