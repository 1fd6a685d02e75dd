package app.driftless.core.diff;

import java.util.List;
import java.util.Optional;

/// A row of the side-by-side view.
public sealed interface DiffRow {
    /// `[start, end)` of a line's text.
    record Range(int start, int end) {}

    /// One side of a line.
    ///
    /// @param number its line number on that side, from 1
    /// @param marks the words that differ
    record Cell(int number, String text, List<Range> marks) {}

    /// @param left desired; empty where only live has the line
    /// @param right live; empty where only desired has it
    /// @param difference index into [ResourceDiff#differences()] of what this line shows, empty where the sides
    ///     agree
    record Line(Optional<Cell> left, Optional<Cell> right, Optional<Integer> difference) implements DiffRow {}

    /// Unchanged lines that are folded away.
    ///
    /// @param first index of the first folded row in the unfolded list: what unfolding asks for
    /// @param paths the fields in them, in the notation of a person: `spec.selector`
    record Fold(int first, int count, List<String> paths) implements DiffRow {}
}
