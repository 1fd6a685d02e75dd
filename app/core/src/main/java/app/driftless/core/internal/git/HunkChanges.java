package app.driftless.core.internal.git;

import app.driftless.core.diff.Hunk;
import app.driftless.core.internal.fs.DurableFile;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.repo.SourceDiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/// Stages, unstages and discards hunks of a file. Where a whole file came or went there is one hunk, and it is the
/// file. Called from the work tree's lane only.
final class HunkChanges {
    private final GuardedRepository repository;
    private final FileDiffs diffs;
    private final Changes changes;
    private final Trees trees;
    private final RecoveryFolder recovery;

    HunkChanges(GuardedRepository repository, FileDiffs diffs, Changes changes, Trees trees, RecoveryFolder recovery) {
        this.repository = repository;
        this.diffs = diffs;
        this.changes = changes;
        this.trees = trees;
        this.recovery = recovery;
    }

    void stage(SourceDiff shown, Set<Integer> hunks) throws IOException, GitAPIException {
        changes.requireStageable(shown.path());
        FileDiffs.Pair now = verified(shown);
        if (now.left().isAbsent() || now.right().isAbsent()) {
            changes.stage(List.of(shown.path()));
            return;
        }
        ByteLines left = lines(now.left());
        ByteLines right = lines(now.right());
        toIndex(
                shown.path(),
                left.with(chosen(shown, hunks), right, false),
                now.left().mode());
    }

    void unstage(SourceDiff shown, Set<Integer> hunks) throws IOException, GitAPIException {
        FileDiffs.Pair now = verified(shown);
        if (now.left().isAbsent() || now.right().isAbsent()) {
            changes.unstage(List.of(shown.path()));
            return;
        }
        List<Hunk> back = chosen(shown, hunks).stream().map(Hunk::reversed).toList();
        ByteLines left = lines(now.left());
        ByteLines right = lines(now.right());
        toIndex(shown.path(), right.with(back, left, false), now.right().mode());
    }

    void discard(SourceDiff shown, Set<Integer> hunks) throws IOException, GitAPIException {
        FileDiffs.Pair now = verified(shown);
        if (now.left().isAbsent()) {
            changes.discardFile(shown.path());
            return;
        }
        if (now.right().isAbsent()) {
            Git.wrap(repository).checkout().addPath(shown.path()).call();
            return;
        }
        Path file = trees.path(shown.path());
        byte[] raw = Files.readAllBytes(file);
        ByteLines there = ByteLines.of(raw);
        ByteLines committed = lines(now.right());
        if (there.size() != committed.size()) {
            throw gone(shown);
        }
        // Where what is committed differs from what lies here, it is by the line ends alone.
        boolean crlf = !Arrays.equals(raw, now.right().bytes());
        List<Hunk> back = chosen(shown, hunks).stream().map(Hunk::reversed).toList();
        recovery.keep(shown.path());
        try {
            DurableFile.compareAndWrite(
                    file, there.with(back, lines(now.left()), crlf), Optional.of(DurableFile.hash(raw)));
        } catch (DurableFile.Changed e) {
            throw new EngineException(Problem.of(RepoProblem.HUNK_GONE, shown.path()), e);
        }
    }

    /// Both sides as they are now, refused if they are not what was shown.
    private FileDiffs.Pair verified(SourceDiff shown) throws IOException {
        FileDiffs.Pair now = diffs.pair(shown.comparison(), shown.path());
        if (shown.conflicted()
                || !diffs.of(shown.comparison(), shown.path(), now).equals(shown)) {
            throw gone(shown);
        }
        return now;
    }

    private static EngineException gone(SourceDiff shown) {
        return GitFailures.problem(RepoProblem.HUNK_GONE, shown.path());
    }

    private static List<Hunk> chosen(SourceDiff shown, Set<Integer> hunks) {
        return IntStream.range(0, shown.hunks().size())
                .filter(hunks::contains)
                .mapToObj(shown.hunks()::get)
                .toList();
    }

    private static ByteLines lines(FileContent content) {
        byte[] text = content.text();
        if (text == null) {
            throw new IllegalStateException("Only text has hunks");
        }
        return ByteLines.of(text);
    }

    private void toIndex(String path, byte[] content, FileMode mode) throws IOException {
        ObjectId id;
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            id = inserter.insert(Constants.OBJ_BLOB, content);
            inserter.flush();
        }
        DirCache index = repository.lockDirCache();
        try {
            DirCacheEditor editor = index.editor();
            editor.add(new DirCacheEditor.PathEdit(path) {
                @Override
                public void apply(DirCacheEntry entry) {
                    entry.setFileMode(mode);
                    entry.setObjectId(id);
                    // The file on disk is another text: nothing of what is known about it holds for this entry.
                    entry.setLength(0);
                    entry.setLastModified(Instant.EPOCH);
                }
            });
            if (!editor.commit()) {
                throw new IOException("The index could not be written");
            }
        } finally {
            index.unlock();
        }
    }
}
