package app.driftless.core.manifest;

/// A stretch of a file. Offsets count UTF-16 units from 0, the end is exclusive; lines and columns count from 1.
public record SourceRange(int start, int end, int line, int column, int endLine, int endColumn) {
    public boolean contains(int offset) {
        return offset >= start && offset <= end;
    }
}
