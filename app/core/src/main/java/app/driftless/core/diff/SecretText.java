package app.driftless.core.diff;

import app.driftless.core.problem.Redaction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Secrets inside of a text that is not secret as a whole: a configuration file in a ConfigMap, a kubeconfig, the
/// arguments of a program, an address with a password. Linear in the text's length. Pure.
final class SecretText {
    private static final Pattern NAME =
            Pattern.compile("(?i)(?:password|passwd|passphrase|token|secret|api[_-]?key|access[_-]?key|private[_-]?key"
                    + "|client-key-data|credentials?|connection[_-]?string|\"auth)[\"']?[ \\t]*[:=][ \\t]*");
    private static final Pattern BLOCK = Pattern.compile("[|>][-+0-9]*[ \\t]*");
    private static final int SHORTEST = 6;

    private SecretText() {}

    /// With each secret replaced; the same instance where there is none.
    static String replace(String text, UnaryOperator<String> cover) {
        if (text.length() < SHORTEST) {
            return text;
        }
        String shaped = Redaction.credentials(text, cover);
        return shaped.indexOf(':') < 0 && shaped.indexOf('=') < 0 ? shaped : named(shaped, cover);
    }

    private static String named(String text, UnaryOperator<String> cover) {
        Matcher name = NAME.matcher(text);
        StringBuilder result = null;
        int done = 0;
        for (int from = 0; from < text.length() && name.find(from); ) {
            int start = name.end();
            int end = end(text, name.start(), start);
            int quotes = end > start && isQuote(text.charAt(start)) ? 1 : 0;
            int last = quotes > 0 && end - 1 > start && text.charAt(end - 1) == text.charAt(start) ? end - 1 : end;
            String value = text.substring(Math.min(start + quotes, last), last);
            if (SecretNames.canBeSecret(value) && !value.startsWith(Masking.TAG)) {
                result = result == null ? new StringBuilder() : result;
                result.append(text, done, last - value.length()).append(cover.apply(value));
                done = last;
            }
            from = Math.max(end, start);
        }
        return result == null ? text : result.append(text, done, text.length()).toString();
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    /// Where the value ends that begins at `start`: at its closing quote, at the end of its block, else of its line.
    private static int end(String text, int name, int start) {
        if (start >= text.length()) {
            return start;
        }
        char first = text.charAt(start);
        if (isQuote(first)) {
            for (int i = start + 1; i < text.length(); i++) {
                if (text.charAt(i) == '\\' && first == '"') {
                    i++;
                } else if (text.charAt(i) == first) {
                    return i + 1;
                }
            }
            return text.length();
        }
        int line = lineEnd(text, start);
        return BLOCK.matcher(text).region(start, line).matches() ? blockEnd(text, name, line) : line;
    }

    private static int blockEnd(String text, int name, int firstLine) {
        int indent = indent(text, text.lastIndexOf('\n', name) + 1);
        int end = firstLine;
        while (end < text.length()) {
            int next = end + 1;
            int nextEnd = lineEnd(text, next);
            if (!text.substring(Math.min(next, nextEnd), nextEnd).isBlank() && indent(text, next) <= indent) {
                return end;
            }
            end = nextEnd;
        }
        return text.length();
    }

    private static int indent(String text, int line) {
        int at = line;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at - line;
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}
