package app.driftless.core.internal.git;

import app.driftless.core.repo.Comparison;
import app.driftless.core.repo.SourceDiff;
import app.driftless.core.repo.SourceDiffs;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.api.errors.GitAPIException;

/// [SourceDiffs] over JGit; changes go through the lane of the work tree.
final class JgitSourceDiffs implements SourceDiffs {
    @FunctionalInterface
    interface Change {
        void run() throws IOException, GitAPIException;
    }

    /// Runs a change in the lane and tells which files it touched.
    @FunctionalInterface
    interface InLane {
        void perform(String subject, Change change, List<String> touched);
    }

    private final FileDiffs diffs;
    private final HunkChanges hunkChanges;
    private final InLane lane;

    JgitSourceDiffs(FileDiffs diffs, HunkChanges hunkChanges, InLane lane) {
        this.diffs = diffs;
        this.hunkChanges = hunkChanges;
        this.lane = lane;
    }

    @Override
    public SourceDiff of(Comparison comparison, String path) {
        return diffs.of(comparison, path);
    }

    @Override
    public void stage(SourceDiff diff, Set<Integer> hunks) {
        require(diff, diff.comparison() instanceof Comparison.Unstaged);
        lane.perform(diff.path(), () -> hunkChanges.stage(diff, hunks), List.of());
    }

    @Override
    public void unstage(SourceDiff diff, Set<Integer> hunks) {
        require(diff, diff.comparison() instanceof Comparison.Staged);
        lane.perform(diff.path(), () -> hunkChanges.unstage(diff, hunks), List.of());
    }

    @Override
    public void discard(SourceDiff diff, Set<Integer> hunks) {
        require(diff, diff.comparison() instanceof Comparison.Unstaged);
        lane.perform(diff.path(), () -> hunkChanges.discard(diff, hunks), List.of(diff.path()));
    }

    private static void require(SourceDiff diff, boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException(diff.comparison() + " has no such hunks");
        }
    }
}
