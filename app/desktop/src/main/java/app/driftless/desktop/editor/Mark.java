package app.driftless.desktop.editor;

/// Something to point at in the text: `[start, end)` in UTF-16 units, on `line` from 0.
public record Mark(int start, int end, int line, Severity severity, String text) {
    public enum Severity {
        ERROR,
        WARNING,
        INFO
    }
}
