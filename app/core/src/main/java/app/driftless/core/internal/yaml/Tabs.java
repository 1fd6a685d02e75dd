package app.driftless.core.internal.yaml;

import java.util.Optional;

/// Tabs between words, which kubectl and kustomize take for blanks and SnakeYAML does not. A tab is replaced by one
/// space, so that no place in the text moves.
final class Tabs {
    private Tabs() {}

    /// The text with the tabs between its strings replaced, if all of it is one JSON value.
    static String inJson(String text) {
        if (text.indexOf('\t') < 0 || !isJson(text.strip())) {
            return text;
        }
        var result = new StringBuilder(text);
        boolean quoted = false;
        for (int i = 0; i < result.length(); i++) {
            switch (result.charAt(i)) {
                case '"' -> quoted = !quoted;
                case '\\' -> i++;
                case '\t' -> result.setCharAt(i, quoted ? '\t' : ' ');
                default -> {}
            }
        }
        return result.toString();
    }

    private static boolean isJson(String text) {
        return text.startsWith("{") && text.endsWith("}") && !text.startsWith("{{")
                || text.startsWith("[") && text.endsWith("]");
    }

    /// The text without the tab at `offset`; empty if no tab is there, or if it indents a line.
    static Optional<String> replaced(String text, int offset) {
        if (offset < 0 || offset >= text.length() || text.charAt(offset) != '\t') {
            return Optional.empty();
        }
        int start = offset;
        while (start > 0 && text.charAt(start - 1) != '\n' && text.charAt(start - 1) != '\r') {
            start--;
        }
        if (text.substring(start, offset).isBlank()) {
            return Optional.empty();
        }
        return Optional.of(text.substring(0, offset) + ' ' + text.substring(offset + 1));
    }
}
