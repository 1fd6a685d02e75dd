package app.driftless.desktop.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Finds and replaces in a text. Pure.
///
/// @param query what to find; an empty one finds nothing
record Search(String query, boolean matchCase, boolean regex) {
    static final int MOST = 10_000;

    /// `[start, end)` of a hit.
    record Hit(int start, int end) {}

    /// Whether the query can be searched for: false for a broken regular expression.
    boolean valid() {
        try {
            pattern();
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    /// At most [#MOST] hits, in order.
    List<Hit> in(String text) {
        var hits = new ArrayList<Hit>();
        if (query.isEmpty() || !valid()) {
            return hits;
        }
        Matcher matcher = pattern().matcher(text);
        while (matcher.find() && hits.size() < MOST) {
            if (matcher.end() > matcher.start()) {
                hits.add(new Hit(matcher.start(), matcher.end()));
            }
        }
        return hits;
    }

    String replaceAll(String text, String replacement) {
        return pattern().matcher(text).replaceAll(regex ? replacement : Matcher.quoteReplacement(replacement));
    }

    private Pattern pattern() {
        int flags = Pattern.MULTILINE | (matchCase ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        return Pattern.compile(query, regex ? flags : flags | Pattern.LITERAL);
    }
}
