package app.driftless.core.internal.yaml;

import app.driftless.core.manifest.SourceRange;
import java.util.Arrays;

/// A text with its lines. Lines end with LF, CR LF or CR; columns count UTF-16 units from 1. Immutable.
final class SourceText {
    private final String text;
    private final int[] lineStarts;
    /// Code point indices of the characters beyond the basic plane, which take two units.
    private final int[] wide;

    SourceText(String text) {
        this.text = text;
        int lines = 1;
        int pairs = 0;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c <= '\r') {
                lines += endsLine(c, i) ? 1 : 0;
            } else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                pairs++;
            }
        }
        lineStarts = new int[lines];
        wide = new int[pairs];
        fill();
    }

    private void fill() {
        int line = 1;
        int pair = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= '\r') {
                if (endsLine(c, i)) {
                    lineStarts[line++] = i + 1;
                }
            } else if (pair < wide.length
                    && Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                wide[pair] = i - pair;
                pair++;
            }
        }
    }

    private boolean endsLine(char c, int at) {
        return c == '\n' || c == '\r' && (at + 1 == text.length() || text.charAt(at + 1) != '\n');
    }

    String text() {
        return text;
    }

    /// The UTF-16 offset of a code point.
    int offset(int codePoint) {
        if (wide.length == 0) {
            return Math.min(codePoint, text.length());
        }
        int found = Arrays.binarySearch(wide, codePoint);
        int before = found >= 0 ? found : -found - 1;
        return Math.min(codePoint + before, text.length());
    }

    /// From 1.
    int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    int lineStart(int line) {
        return lineStarts[line - 1];
    }

    /// The text of a line, without its end.
    String lineText(int line) {
        int end = line < lineStarts.length ? lineStarts[line] : text.length();
        while (end > lineStarts[line - 1] && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(lineStarts[line - 1], end);
    }

    SourceRange range(int start, int end) {
        int line = line(start);
        int endLine = line(end);
        return new SourceRange(
                start, end, line, start - lineStarts[line - 1] + 1, endLine, end - lineStarts[endLine - 1] + 1);
    }
}
