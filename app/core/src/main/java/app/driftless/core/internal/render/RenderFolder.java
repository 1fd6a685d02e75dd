package app.driftless.core.internal.render;

import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.render.RenderProblem;
import app.driftless.core.repo.FileTree;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A private temporary folder that holds all that a program may read: a copy of the files it needs. Closing it
/// deletes it.
final class RenderFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RenderFolder.class);
    /// The repository's place in the folder.
    static final String REPOSITORY = "repository";

    private final Path path;

    RenderFolder() {
        try {
            // Created for the owner alone, under a name that nobody can guess.
            path = Files.createTempDirectory("driftless-render").toRealPath();
            Files.createDirectory(path.resolve("home"));
        } catch (IOException e) {
            throw failed("", e);
        }
    }

    Path path() {
        return path;
    }

    Path home() {
        return path.resolve("home");
    }

    void copy(FileTree tree, String file) {
        try {
            Path target = path.resolve(REPOSITORY).resolve(file).normalize();
            if (!target.startsWith(path.resolve(REPOSITORY))) {
                throw new IOException("Leaves the folder: " + file);
            }
            Files.createDirectories(target.getParent());
            Files.write(target, tree.read(file));
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    void write(String file, String text) {
        try {
            Files.writeString(path.resolve(file), text);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            LOG.warn("The temporary folder {} could not be deleted", path, e);
        }
    }

    private static EngineException failed(String file, IOException e) {
        return new EngineException(Problem.of(RenderProblem.DISK, file).causedBy(e), e);
    }
}
