package app.driftless.core.manifest;

/// Replaces `[start, end)` of a text, in UTF-16 units, by `replacement`.
public record TextEdit(int start, int end, String replacement) {
    public String applyTo(String text) {
        return text.substring(0, start) + replacement + text.substring(end);
    }
}
