package app.driftless.core.internal.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/// The files that a pull of one commit onto another may have written, in the work tree and in the index.
final class TouchedFiles {
    private final GuardedRepository repository;
    private final RevCommit from;
    private final Set<String> paths = new TreeSet<>();

    TouchedFiles(GuardedRepository repository, RevCommit from, RevCommit onto) throws IOException {
        this.repository = repository;
        this.from = from;
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(from));
            walk.markStart(walk.parseCommit(onto));
            RevCommit base = walk.next();
            addDifferent(base, from);
            addDifferent(base, onto);
        }
    }

    private void addDifferent(@Nullable RevCommit base, RevCommit other) throws IOException {
        try (TreeWalk walk = new TreeWalk(repository)) {
            if (base == null) {
                walk.addTree(new EmptyTreeIterator());
            } else {
                walk.addTree(base.getTree());
            }
            walk.addTree(other.getTree());
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
                paths.add(walk.getPathString());
            }
        }
    }

    /// Those that are not as the first commit has them.
    List<String> changed() throws IOException {
        var changed = new ArrayList<String>();
        for (String path : paths) {
            if (!now(path).equals(in(path))) {
                changed.add(path);
            }
        }
        return changed;
    }

    /// Whether its content came from the repository, or is gone: nothing is lost when it is replaced.
    boolean written(String path) throws IOException {
        ObjectId now = now(path);
        return now.equals(ObjectId.zeroId()) || repository.getObjectDatabase().has(now);
    }

    /// Makes the index hold them as the first commit does, whatever was written there.
    ///
    /// @return those that the commit does not have
    Set<String> forgetIndex() throws IOException {
        var gone = new TreeSet<String>();
        DirCache index = repository.lockDirCache();
        try {
            DirCacheBuilder builder = index.builder();
            for (int i = 0; i < index.getEntryCount(); i++) {
                if (!paths.contains(index.getEntry(i).getPathString())) {
                    builder.add(index.getEntry(i));
                }
            }
            for (String path : paths) {
                try (TreeWalk walk = TreeWalk.forPath(repository, path, from.getTree())) {
                    if (walk == null) {
                        gone.add(path);
                    } else {
                        var entry = new DirCacheEntry(path);
                        entry.setFileMode(walk.getFileMode(0));
                        entry.setObjectId(walk.getObjectId(0));
                        builder.add(entry);
                    }
                }
            }
            if (!builder.commit()) {
                throw new IOException("The index could not be written");
            }
        } finally {
            index.unlock();
        }
        return gone;
    }

    /// Zero where the commit has none.
    private ObjectId in(String path) throws IOException {
        try (TreeWalk walk = TreeWalk.forPath(repository, path, from.getTree())) {
            return walk == null ? ObjectId.zeroId() : walk.getObjectId(0);
        }
    }

    /// As Git would store the file; zero where there is none.
    private ObjectId now(String path) throws IOException {
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(new FileTreeIterator(repository));
            walk.setFilter(PathFilterGroup.createFromStrings(path));
            walk.setRecursive(true);
            boolean file = walk.next() && !walk.getFileMode(0).equals(FileMode.TREE);
            return file ? walk.getObjectId(0) : ObjectId.zeroId();
        }
    }
}
