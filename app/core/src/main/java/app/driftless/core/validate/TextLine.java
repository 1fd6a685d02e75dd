package app.driftless.core.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One line of a YAML text that may be half typed: its dashes, its key, what follows. Columns count from 0.
///
/// @param start the offset of the line in the text
/// @param dashes the columns of the dashes that begin list items
/// @param column where what follows the dashes begins
/// @param key the key there; empty for none
/// @param value what follows the colon, without comment; empty where there is no key
record TextLine(int start, String text, List<Integer> dashes, int column, String key, String value) {
    private static final Pattern KEY =
            Pattern.compile("(\"[^\"]*\"|'[^']*'|[^\\s#:{\\[\"'&*!|>%@`][^#:]*?)\\s*:(?=\\s|$)");
    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)#.*$");

    static TextLine of(int start, String text) {
        var dashes = new ArrayList<Integer>();
        int at = blanks(text, 0);
        while (at < text.length()
                && text.charAt(at) == '-'
                && (at + 1 == text.length() || text.charAt(at + 1) == ' ')) {
            dashes.add(at);
            at = blanks(text, at + 1);
        }
        Matcher matcher = KEY.matcher(text).region(at, text.length());
        boolean found = matcher.lookingAt();
        String key = found ? unquoted(matcher.group(1)) : "";
        String value = found
                ? COMMENT.matcher(text.substring(matcher.end()))
                        .replaceFirst("")
                        .strip()
                : "";
        return new TextLine(start, text, List.copyOf(dashes), at, key, value);
    }

    private static int blanks(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private static String unquoted(String key) {
        return key.startsWith("\"") || key.startsWith("'") ? key.substring(1, key.length() - 1) : key;
    }

    boolean isEmpty() {
        return column >= text.length() && dashes.isEmpty() || text.strip().startsWith("#");
    }

    /// The column of the first thing on the line.
    int first() {
        return dashes.isEmpty() ? column : dashes.getFirst();
    }

    /// Whether the key may hold something on the following lines: its value is empty, an anchor or a tag.
    boolean opens() {
        return !key.isEmpty()
                && (value.isEmpty() || value.startsWith("&") && !value.contains(" ") || value.startsWith("!"));
    }
}
