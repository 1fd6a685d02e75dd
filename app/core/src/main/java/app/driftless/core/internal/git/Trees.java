package app.driftless.core.internal.git;

import app.driftless.core.repo.Commit;
import app.driftless.core.repo.FileTree;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.repo.TreeEntry;
import app.driftless.core.repo.TreeEntry.EntryKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;

/// The files of commits and of the work tree.
final class Trees {
    private static final long LARGEST = 5L << 20;
    private final GuardedRepository repository;

    Trees(GuardedRepository repository) {
        this.repository = repository;
    }

    FileTree of(Commit commit) {
        return new CommitTree(commit);
    }

    FileTree workTree() {
        return new WorkTree();
    }

    private static EntryKind kind(FileMode mode) {
        if (FileMode.SYMLINK.equals(mode)) {
            return EntryKind.LINK;
        }
        return FileMode.GITLINK.equals(mode) ? EntryKind.SUBMODULE : EntryKind.FILE;
    }

    private final class CommitTree implements FileTree {
        private final Commit commit;

        CommitTree(Commit commit) {
            this.commit = commit;
        }

        @Override
        public Optional<Commit> commit() {
            return Optional.of(commit);
        }

        @Override
        public List<TreeEntry> files(String folder) {
            return GitFailures.guard(commit.shortId(), () -> {
                var entries = new ArrayList<TreeEntry>();
                try (ObjectReader reader = repository.newObjectReader();
                        TreeWalk walk = new TreeWalk(repository, reader)) {
                    walk.addTree(ObjectId.fromString(commit.treeId()));
                    walk.setRecursive(true);
                    if (!folder.isEmpty()) {
                        walk.setFilter(PathFilter.create(folder));
                    }
                    while (walk.next()) {
                        EntryKind kind = kind(walk.getFileMode(0));
                        ObjectId id = walk.getObjectId(0);
                        long size = kind == EntryKind.SUBMODULE ? 0 : reader.getObjectSize(id, ObjectReader.OBJ_ANY);
                        entries.add(new TreeEntry(walk.getPathString(), kind, id.name(), size));
                    }
                }
                return List.copyOf(entries);
            });
        }

        @Override
        public byte[] read(String path) {
            return GitFailures.guard(commit.shortId() + ":" + path, () -> {
                try (TreeWalk walk = find(path)) {
                    if (walk == null || kind(walk.getFileMode(0)) != EntryKind.FILE) {
                        throw GitFailures.problem(RepoProblem.NO_SUCH_FILE, path);
                    }
                    ObjectLoader loader = repository.open(walk.getObjectId(0));
                    if (loader.getSize() > LARGEST) {
                        throw GitFailures.problem(RepoProblem.TOO_LARGE, path, loader.getSize());
                    }
                    return loader.getBytes();
                }
            });
        }

        @Override
        public boolean exists(String path) {
            return GitFailures.guard(commit.shortId() + ":" + path, () -> {
                try (TreeWalk walk = find(path)) {
                    return walk != null;
                }
            });
        }

        private TreeWalk find(String path) throws IOException {
            return TreeWalk.forPath(repository, path, ObjectId.fromString(commit.treeId()));
        }
    }

    private final class WorkTree implements FileTree {
        @Override
        public Optional<Commit> commit() {
            return Optional.empty();
        }

        @Override
        public List<TreeEntry> files(String folder) {
            return GitFailures.guard(folder, () -> {
                var entries = new ArrayList<TreeEntry>();
                try (TreeWalk walk = new TreeWalk(repository)) {
                    walk.addTree(new DirCacheIterator(repository.readDirCache()));
                    var files = new FileTreeIterator(repository);
                    walk.addTree(files);
                    // With the index at hand, files that did not change need not be hashed again.
                    files.setDirCacheIterator(walk, 0);
                    if (!folder.isEmpty()) {
                        walk.setFilter(PathFilter.create(folder));
                    }
                    collect(walk, entries);
                }
                return List.copyOf(entries);
            });
        }

        private void collect(TreeWalk walk, List<TreeEntry> entries) throws IOException {
            while (walk.next()) {
                FileTreeIterator file = walk.getTree(1, FileTreeIterator.class);
                DirCacheIterator index = walk.getTree(0, DirCacheIterator.class);
                if (file == null || index == null && file.isEntryIgnored()) {
                    continue;
                }
                if (walk.isSubtree()) {
                    walk.enterSubtree();
                    continue;
                }
                EntryKind kind = kind(file.getEntryFileMode());
                if (kind == EntryKind.FILE
                        && !Files.isRegularFile(path(walk.getPathString()), LinkOption.NOFOLLOW_LINKS)) {
                    entries.add(new TreeEntry(walk.getPathString(), EntryKind.SPECIAL, "", 0));
                } else {
                    entries.add(new TreeEntry(
                            walk.getPathString(), kind, file.getEntryObjectId().name(), file.getEntryLength()));
                }
            }
        }

        @Override
        public byte[] read(String path) {
            return GitFailures.guard(path, () -> {
                Path file = path(path);
                if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    throw GitFailures.problem(RepoProblem.NO_SUCH_FILE, path);
                }
                if (Files.size(file) > LARGEST) {
                    throw GitFailures.problem(RepoProblem.TOO_LARGE, path, Files.size(file));
                }
                return Files.readAllBytes(file);
            });
        }

        @Override
        public boolean exists(String path) {
            return Files.exists(path(path), LinkOption.NOFOLLOW_LINKS);
        }
    }

    Path root() {
        return repository.getWorkTree().toPath();
    }

    /// The place of a repository path, refused where it or a folder above it leads out of the work tree or into Git's
    /// own folder.
    Path path(String relative) {
        Path root = root();
        Path file = root.resolve(relative).normalize();
        try {
            Path folder = file.getParent();
            while (folder != null && !Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                folder = folder.getParent();
            }
            if (folder == null || file.equals(root) || !file.startsWith(root) || !isOurs(file, root)) {
                throw GitFailures.problem(RepoProblem.OUTSIDE, relative);
            }
            // A link whose end is missing has no real path.
            Path real = Files.exists(folder) ? folder.toRealPath() : root.getRoot();
            if (!real.startsWith(root.toRealPath()) || !isOurs(real, root.toRealPath())) {
                throw GitFailures.problem(RepoProblem.OUTSIDE, relative);
            }
            return file;
        } catch (IOException e) {
            throw GitFailures.failed(relative, e);
        }
    }

    private static boolean isOurs(Path file, Path root) {
        return !file.startsWith(root.resolve(".git"));
    }
}
