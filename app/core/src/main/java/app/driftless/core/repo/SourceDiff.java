package app.driftless.core.repo;

import app.driftless.core.diff.Hunk;
import app.driftless.core.diff.SourceLine;
import java.util.List;
import java.util.Optional;

/// A file in two states, as they were when they were read.
///
/// @param formerPath where the left side was, if the file was renamed
/// @param conflicted whether a merge that was begun outside left it undecided: its hunks can't be staged
/// @param hunks in their order; empty where the sides hold no text that differs
public record SourceDiff(
        String path,
        Optional<String> formerPath,
        Comparison comparison,
        FileSide left,
        FileSide right,
        boolean conflicted,
        List<Hunk> hunks) {
    public SourceDiff {
        hunks = List.copyOf(hunks);
    }

    /// Whether the sides hold the same, so that there is nothing to see.
    public boolean same() {
        return left.id().equals(right.id())
                && left.mode().equals(right.mode())
                && left.getClass() == right.getClass()
                && !(left instanceof FileSide.TooLarge);
    }

    /// Whether there are lines to show: each side is text or nothing, and one of them is text.
    public boolean isText() {
        return lineSide(left) && lineSide(right) && (left instanceof FileSide.Text || right instanceof FileSide.Text);
    }

    public List<SourceLine> leftLines() {
        return lines(left);
    }

    public List<SourceLine> rightLines() {
        return lines(right);
    }

    private static boolean lineSide(FileSide side) {
        return side instanceof FileSide.Text || side instanceof FileSide.Absent;
    }

    private static List<SourceLine> lines(FileSide side) {
        return side instanceof FileSide.Text text ? text.lines() : List.of();
    }
}
