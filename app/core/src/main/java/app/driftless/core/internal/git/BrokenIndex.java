package app.driftless.core.internal.git;

import app.driftless.core.problem.Problem;
import app.driftless.core.repo.RepoProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An index that can't be read is built anew from HEAD (§5 of the trust reference). The files of the work tree
/// stay as they are, so that what was staged shows as changed.
final class BrokenIndex {
    private static final Logger LOG = LoggerFactory.getLogger(BrokenIndex.class);
    private final GuardedRepository repository;
    private final KeptBroken kept;

    BrokenIndex(GuardedRepository repository, KeptBroken kept) {
        this.repository = repository;
        this.kept = kept;
    }

    List<Problem> mend() throws IOException {
        Path file = repository.getIndexFile().toPath();
        if (!Files.isRegularFile(file) || readable(file)) {
            return List.of();
        }
        Path copy = kept.move(file);
        ObjectId tree = repository.resolve("HEAD^{tree}");
        if (tree != null) {
            DirCache index = repository.lockDirCache();
            try (ObjectReader reader = repository.newObjectReader()) {
                DirCacheBuilder builder = index.builder();
                builder.addTree(new byte[0], 0, reader, tree);
                if (!builder.commit()) {
                    throw new IOException(file + " could not be written");
                }
            } finally {
                index.unlock();
            }
        }
        return List.of(Problem.of(RepoProblem.INDEX_REBUILT, file.toString(), copy.toString()));
    }

    /// The index; empty if it is broken, and says of no file what it held.
    static Optional<DirCache> readable(GuardedRepository repository) {
        try {
            return Optional.of(repository.readDirCache());
        } catch (IOException | RuntimeException e) {
            // Of a torn file JGit reads what it takes for lengths.
            LOG.info("The index can't be read", e);
            return Optional.empty();
        }
    }

    private boolean readable(Path file) throws IOException {
        return Files.size(file) > 0 && readable(repository).isPresent();
    }
}
