package app.driftless.core.manifest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes a JSON tree as YAML, line by line, and knows which value each line shows. The one emitter of Driftless: for
/// display and for `render`, never to rewrite a person's file. What it writes reads back as the same tree, by
/// kubectl's and by kustomize's reading.
public final class YamlLines {
    /// A line of the text.
    ///
    /// @param text without the line end, indentation included
    /// @param pointer the innermost value that begins on this line, or that this line goes on with
    /// @param valueAt where the value begins in `text`; its length where the line has no scalar value
    public record Line(String text, JsonPointer pointer, int valueAt) {}

    /// Plain scalars that every reading takes for a string: letters first, nothing special inside.
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z_./][A-Za-z0-9_./@%+=~^()$-]*(?:[ :][A-Za-z0-9_./@%+=~^()$*-]+)*");

    /// Words that some reading takes for a boolean, null or number.
    private static final Pattern SPECIAL = Pattern.compile(
            "(?i)y|n|yes|no|on|off|true|false|null|~|\\.inf|\\.nan|\\.?[0-9][0-9a-fx_.:eo+-]*|[0-9]{4}-.*|\\.[0-9].*");

    private final List<Line> lines = new ArrayList<>();

    private YamlLines() {}

    /// The lines of `tree`; a map or list at the root, or a scalar.
    public static List<Line> of(@Nullable Object tree) {
        var writer = new YamlLines();
        writer.node("", "", JsonPointer.ROOT, tree);
        return List.copyOf(writer.lines);
    }

    public static String text(@Nullable Object tree) {
        var text = new StringBuilder();
        of(tree).forEach(line -> text.append(line.text()).append('\n'));
        return text.toString();
    }

    /// @param first what the first line begins with (indentation, dash, key)
    /// @param indent what further lines begin with
    private void node(String first, String indent, JsonPointer pointer, @Nullable Object value) {
        switch (value) {
            case Map<?, ?> map when !map.isEmpty() -> map(first, indent, pointer, map);
            case List<?> list when !list.isEmpty() -> list(first, indent, pointer, list);
            case String text when text.indexOf('\n') >= 0 && literal(text) -> block(first, indent, pointer, text);
            case null, default -> add(first + scalar(value), pointer, first.length());
        }
    }

    private void map(String first, String indent, JsonPointer pointer, Map<?, ?> map) {
        String lead = first;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            String head = lead + scalar(key) + ":";
            JsonPointer child = pointer.child(key);
            Object value = entry.getValue();
            if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
                add(head, child, head.length());
                node(indent + "  ", indent + "  ", child, inner);
            } else if (value instanceof List<?> inner && !inner.isEmpty()) {
                add(head, child, head.length());
                // Two columns deeper than the key, as most people write lists.
                node(indent + "  ", indent + "  ", child, inner);
            } else {
                node(head + " ", indent + "  ", child, value);
            }
            lead = indent;
        }
    }

    private void list(String first, String indent, JsonPointer pointer, List<?> list) {
        String lead = first;
        Iterator<?> items = list.iterator();
        for (int i = 0; items.hasNext(); i++) {
            node(lead + "- ", indent + "  ", pointer.child(i), items.next());
            lead = indent;
        }
    }

    private void block(String first, String indent, JsonPointer pointer, String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        int trailing = text.length() - end;
        String header = trailing == 0 ? "|-" : trailing == 1 ? "|" : "|+";
        add(first + header, pointer, first.length());
        String body = trailing <= 1 ? text.substring(0, end) : text.substring(0, text.length() - 1);
        String deeper = indent.isEmpty() ? "  " : indent;
        for (String line : body.split("\n", -1)) {
            add(line.isEmpty() ? "" : deeper + line, pointer, line.isEmpty() ? 0 : deeper.length());
        }
    }

    /// Whether a block literal can hold the text: its first line must not begin with a space, and it has printable
    /// characters only.
    private static boolean literal(String text) {
        return !text.startsWith(" ")
                && !text.startsWith("\n")
                && text.chars().allMatch(c -> c == '\n' || c == '\t' || c >= ' ' && c != 0x7f && (c < 0x80 || c > 0xa0))
                && text.lines().noneMatch(line -> line.isBlank() && !line.isEmpty());
    }

    private static String scalar(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> string(text);
            case Map<?, ?> _ -> "{}";
            case List<?> _ -> "[]";
            case Double number
            when number == Math.rint(number) && Math.abs(number) < 1e15 -> Long.toString(number.longValue());
            default -> value.toString();
        };
    }

    private static String string(String text) {
        if (PLAIN.matcher(text).matches()
                && !SPECIAL.matcher(text).matches()
                && !text.contains(": ")
                && !text.endsWith(":")) {
            return text;
        }
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> quoted.append(escaped(c)));
        return quoted.append('"').toString();
    }

    private static String escaped(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            default ->
                c < ' ' || c == 0x7f || c >= 0x80 && c <= 0xa0 || c == 0x2028 || c == 0x2029 || c == 0xfeff || isBidi(c)
                        ? String.format("\\u%04x", c)
                        : Character.toString(c);
        };
    }

    /// Characters that would change the order in which the line is read (CVE-2021-42574): shown as their code.
    private static boolean isBidi(int c) {
        return c >= 0x200b && c <= 0x200f || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    }

    private void add(String text, JsonPointer pointer, int valueAt) {
        lines.add(new Line(text, pointer, valueAt));
    }
}
