package app.driftless.core.internal.git;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which commits are there with all their files.
final class WholeCommits {
    private static final Logger LOG = LoggerFactory.getLogger(WholeCommits.class);
    private final GuardedRepository repository;

    WholeCommits(GuardedRepository repository) {
        this.repository = repository;
    }

    boolean has(String id) {
        return has(id, true);
    }

    /// Whether its folders are there, so that it can be worked on, though files of it may be missing.
    boolean hasFolders(String id) {
        return has(id, false);
    }

    private boolean has(String id, boolean files) {
        try (RevWalk commits = new RevWalk(repository);
                TreeWalk tree = new TreeWalk(repository)) {
            tree.addTree(commits.parseCommit(ObjectId.fromString(id)).getTree());
            tree.setRecursive(true);
            while (tree.next()) {
                if (files
                        && !tree.getFileMode(0).equals(FileMode.GITLINK)
                        && !tree.getObjectReader().has(tree.getObjectId(0))) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            LOG.info("Commit {} is not whole", id, e);
            return false;
        }
    }

    /// The newest that a reflog names and that is whole.
    Optional<String> newest(List<RefLog.Entry> records) {
        return records.reversed().stream()
                .map(RefLog.Entry::id)
                .distinct()
                .filter(this::has)
                .findFirst();
    }
}
