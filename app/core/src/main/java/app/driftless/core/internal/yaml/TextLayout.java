package app.driftless.core.internal.yaml;

/// Lines and columns of a text that is edited; columns from 0.
final class TextLayout {
    private final String text;
    private final String lineEnd;

    TextLayout(String text) {
        this.text = text;
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    }

    String lineEnd() {
        return lineEnd;
    }

    int column(int offset) {
        return offset - lineStart(offset);
    }

    int lineStart(int offset) {
        int at = offset;
        while (at > 0 && text.charAt(at - 1) != '\n' && text.charAt(at - 1) != '\r') {
            at--;
        }
        return at;
    }

    int endOfLine(int offset) {
        int at = offset;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    int endOfWords(int offset) {
        int at = offset;
        while (at > 0 && Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }
}
