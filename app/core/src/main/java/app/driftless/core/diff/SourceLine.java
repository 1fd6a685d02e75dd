package app.driftless.core.diff;

/// A line of a file.
///
/// @param text without its line end
/// @param end how it ends; [End#NONE] is possible for the last line only
public record SourceLine(String text, End end) {
    public enum End {
        LF,
        CRLF,
        NONE
    }
}
