package app.driftless.core.internal.git;

import app.driftless.core.repo.Commit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.TreeWalk.OperationType;
import org.eclipse.jgit.treewalk.filter.PathFilter;

/// Reads one file from commits, the index and the work tree, the last as it would be committed.
final class Contents {
    private static final long LARGEST = 5L << 20;
    private final GuardedRepository repository;
    private final Trees trees;

    Contents(GuardedRepository repository, Trees trees) {
        this.repository = repository;
        this.trees = trees;
    }

    FileContent at(Optional<Commit> commit, String path) throws IOException {
        if (commit.isEmpty()) {
            return FileContent.absent();
        }
        try (TreeWalk walk = TreeWalk.forPath(
                repository, path, ObjectId.fromString(commit.get().treeId()))) {
            return walk == null ? FileContent.absent() : blob(walk.getFileMode(0), walk.getObjectId(0));
        }
    }

    /// What the index holds; of an unmerged file our side.
    FileContent inIndex(String path) throws IOException {
        DirCache index = repository.readDirCache();
        int first = index.findEntry(path);
        if (first < 0) {
            return FileContent.absent();
        }
        DirCacheEntry entry = index.getEntry(first);
        for (int i = first; i < index.nextEntry(first); i++) {
            if (index.getEntry(i).getStage() == DirCacheEntry.STAGE_2) {
                entry = index.getEntry(i);
            }
        }
        return blob(entry.getFileMode(), entry.getObjectId());
    }

    boolean isUnmerged(String path) throws IOException {
        DirCacheEntry entry = repository.readDirCache().getEntry(path);
        return entry != null && entry.getStage() != DirCacheEntry.STAGE_0;
    }

    FileContent inWorkTree(String path) throws IOException {
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.setOperationType(OperationType.CHECKIN_OP);
            walk.addTree(new DirCacheIterator(repository.readDirCache()));
            var files = new FileTreeIterator(repository);
            walk.addTree(files);
            files.setDirCacheIterator(walk, 0);
            walk.setFilter(PathFilter.create(path));
            while (walk.next()) {
                FileTreeIterator file = walk.getTree(1, FileTreeIterator.class);
                if (walk.isSubtree() && !walk.getPathString().equals(path)) {
                    walk.enterSubtree();
                } else if (file != null && walk.getPathString().equals(path)) {
                    return read(walk, file);
                }
            }
        }
        return FileContent.absent();
    }

    private FileContent read(TreeWalk walk, FileTreeIterator file) throws IOException {
        FileMode mode = indexed(walk, file);
        if (FileMode.GITLINK.equals(mode)) {
            return new FileContent(mode, file.getEntryObjectId(), 0, null);
        }
        if (FileMode.TREE.equals(mode)) {
            return FileContent.absent();
        }
        // Only the path that a person named may lead somewhere; links are read, never followed.
        boolean plain = FileMode.SYMLINK.equals(mode) || Files.isRegularFile(trees.path(walk.getPathString()));
        if (!plain || file.getEntryLength() > LARGEST) {
            return new FileContent(mode, ObjectId.zeroId(), file.getEntryLength(), null);
        }
        byte[] bytes;
        try (InputStream in = file.openEntryStream()) {
            bytes = in.readAllBytes();
        }
        try (var hash = new ObjectInserter.Formatter()) {
            return new FileContent(mode, hash.idFor(Constants.OBJ_BLOB, bytes), bytes.length, bytes);
        }
    }

    /// The mode as Git would record it: of the index where the file system has no executable bits.
    private static FileMode indexed(TreeWalk walk, FileTreeIterator file) {
        DirCacheIterator index = walk.getTree(0, DirCacheIterator.class);
        return file.getIndexFileMode(index);
    }

    private FileContent blob(FileMode mode, ObjectId id) throws IOException {
        if (FileMode.GITLINK.equals(mode)) {
            return new FileContent(mode, id, 0, null);
        }
        if (FileMode.TREE.equals(mode)) {
            return FileContent.absent();
        }
        ObjectLoader loader = repository.open(id, Constants.OBJ_BLOB);
        return loader.getSize() > LARGEST
                ? new FileContent(mode, id, loader.getSize(), null)
                : new FileContent(mode, id, loader.getSize(), loader.getBytes());
    }
}
