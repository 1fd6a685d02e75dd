package app.driftless.core.internal.git;

import app.driftless.core.diff.Hunk;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.Comparison;
import app.driftless.core.repo.FileSide;
import app.driftless.core.repo.SourceDiff;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/// Compares a file in two states.
final class FileDiffs {
    /// So many new and gone files are still looked through for renames.
    private static final int RENAMES = 400;

    private static final byte[] NOTHING = {};

    /// The contents of both sides.
    record Pair(FileContent left, FileContent right, Optional<String> formerPath) {}

    private final GuardedRepository repository;
    private final Commits commits;
    private final Contents contents;

    FileDiffs(GuardedRepository repository, Commits commits, Contents contents) {
        this.repository = repository;
        this.commits = commits;
        this.contents = contents;
    }

    SourceDiff of(Comparison comparison, String path) {
        return GitFailures.guard(path, () -> of(comparison, path, pair(comparison, path)));
    }

    SourceDiff of(Comparison comparison, String path, Pair pair) throws IOException {
        FileSide left = pair.left().side();
        FileSide right = pair.right().side();
        boolean unmerged = !(comparison instanceof Comparison.InCommit) && contents.isUnmerged(path);
        return new SourceDiff(path, pair.formerPath(), comparison, left, right, unmerged, hunks(pair));
    }

    Pair pair(Comparison comparison, String path) throws IOException {
        return switch (comparison) {
            case Comparison.Unstaged _ -> new Pair(contents.inIndex(path), contents.inWorkTree(path), Optional.empty());
            case Comparison.Staged _ -> {
                FileContent right = contents.inIndex(path);
                yield named(commits.head(), path, right, contents.at(commits.head(), path), Optional.empty());
            }
            case Comparison.Uncommitted _ ->
                new Pair(contents.at(commits.head(), path), contents.inWorkTree(path), Optional.empty());
            case Comparison.InCommit(Commit commit) -> {
                Optional<Commit> parent = commit.parents().isEmpty()
                        ? Optional.empty()
                        : Optional.of(commits.parse(
                                ObjectId.fromString(commit.parents().getFirst())));
                FileContent right = contents.at(Optional.of(commit), path);
                yield named(parent, path, right, contents.at(parent, path), Optional.of(commit));
            }
        };
    }

    /// With the left side of where the file was before, if it was renamed.
    ///
    /// @param after empty: the index
    private Pair named(
            Optional<Commit> before, String path, FileContent right, FileContent left, Optional<Commit> after)
            throws IOException {
        if (before.isEmpty() || right.isAbsent() || !left.isAbsent()) {
            return new Pair(left, right, Optional.empty());
        }
        Optional<String> former = formerPath(before.get(), after, path);
        return former.isPresent()
                ? new Pair(contents.at(before, former.get()), right, former)
                : new Pair(left, right, former);
    }

    private Optional<String> formerPath(Commit before, Optional<Commit> after, String path) throws IOException {
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(ObjectId.fromString(before.treeId()));
            if (after.isPresent()) {
                walk.addTree(ObjectId.fromString(after.get().treeId()));
            } else {
                walk.addTree(new DirCacheIterator(repository.readDirCache()));
            }
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            var detector = new RenameDetector(repository);
            detector.setRenameLimit(RENAMES);
            detector.addAll(DiffEntry.scan(walk));
            return detector.compute().stream()
                    .filter(e -> e.getChangeType() == DiffEntry.ChangeType.RENAME
                            && e.getNewPath().equals(path))
                    .map(DiffEntry::getOldPath)
                    .findFirst();
        }
    }

    private static List<Hunk> hunks(Pair pair) {
        byte[] left = pair.left().isAbsent() ? NOTHING : pair.left().text();
        byte[] right = pair.right().isAbsent() ? NOTHING : pair.right().text();
        return left == null || right == null ? List.of() : ByteLines.hunks(left, right);
    }
}
