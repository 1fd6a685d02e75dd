package app.driftless.core.diff;

/// A run of lines that differs between two texts. Indices are from 0, ends exclusive; a side without lines has start
/// and end at the place where the other side's lines would stand.
public record Hunk(int leftStart, int leftEnd, int rightStart, int rightEnd) {
    /// The same hunk, seen from the other side.
    public Hunk reversed() {
        return new Hunk(rightStart, rightEnd, leftStart, leftEnd);
    }

    public int removed() {
        return leftEnd - leftStart;
    }

    public int added() {
        return rightEnd - rightStart;
    }
}
