package app.driftless.core.internal.yaml;

import app.driftless.core.internal.yaml.Node.Entry;
import app.driftless.core.internal.yaml.Node.ListNode;
import app.driftless.core.internal.yaml.Node.MapNode;
import app.driftless.core.internal.yaml.Node.ScalarNode;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.TextEdit;
import app.driftless.core.manifest.YamlLines;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Proposes the edit of a text that sets or removes one value. What it proposes is checked by its caller: there are
/// texts (kept line ends, anchors used elsewhere) whose edit would change more than was asked.
final class Editing {
    private final String text;
    private final YamlDocument document;
    private final String lineEnd;

    Editing(String text, YamlDocument document) {
        this.text = text;
        this.document = document;
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    }

    Optional<TextEdit> set(JsonPointer pointer, @Nullable Object value) {
        List<String> tokens = pointer.tokens();
        for (int depth = tokens.size(); depth > 0; depth--) {
            var place = new JsonPointer(tokens.subList(0, depth));
            Optional<Node> parent = document.find(place.parent()).map(Node::resolved);
            // Nothing yet: the map that is missing here is written with its key.
            boolean missing = parent.isEmpty()
                    || parent.get() instanceof ScalarNode && parent.get().value() == null;
            if (!missing) {
                Object whole = nested(tokens.subList(depth, tokens.size()), value);
                return inParent(parent.get(), place.tokens().getLast(), whole);
            }
        }
        return Optional.empty();
    }

    private static @Nullable Object nested(List<String> tokens, @Nullable Object value) {
        Object whole = value;
        for (String token : tokens.reversed()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put(token, whole);
            whole = map;
        }
        return whole;
    }

    private Optional<TextEdit> inParent(Node parent, String token, @Nullable Object value) {
        return switch (parent) {
            case MapNode map -> {
                Entry entry = map.entries().get(token);
                yield entry != null && !entry.merged()
                        ? Optional.of(replaced(entry, map, value))
                        : added(
                                map,
                                map.entries().values().stream()
                                        .filter(e -> !e.merged())
                                        .toList(),
                                token,
                                value);
            }
            case ListNode list
            when token.matches("\\d{1,9}") -> {
                int index = Integer.parseInt(token);
                yield index < list.items().size()
                        ? Optional.of(replaced(list.items().get(index), list.flow(), value))
                        : appended(list, value);
            }
            default -> Optional.empty();
        };
    }

    private TextEdit replaced(Entry entry, MapNode map, @Nullable Object value) {
        Node node = entry.node();
        if (map.flow()
                || isInline(value)
                        && (node instanceof ScalarNode || node instanceof Node.AliasNode)
                        && node.end() > node.start()) {
            return replaced(node, map.flow(), value);
        }
        int colon = text.indexOf(':', entry.keyEnd());
        String written = entryText(entry.name(), value, column(entry.keyStart()));
        int keyLength =
                YamlLines.of(singleton(entry.name(), 1L)).getFirst().text().indexOf(": 1");
        return new TextEdit(colon + 1, Math.max(colon + 1, node.end()), written.substring(keyLength + 1));
    }

    private TextEdit replaced(Node node, boolean flow, @Nullable Object value) {
        if (flow) {
            return new TextEdit(node.start(), node.end(), flow(value));
        }
        if (value instanceof String string && node instanceof ScalarNode && isInline(value)) {
            return new TextEdit(node.start(), node.end(), sameQuotes(node, string));
        }
        String indent = lineEnd + " ".repeat(column(node.start()));
        String written = YamlLines.of(value).stream().map(YamlLines.Line::text).collect(Collectors.joining(indent));
        return new TextEdit(node.start(), node.end(), written);
    }

    private String sameQuotes(Node node, String value) {
        String plain = YamlLines.of(value).getFirst().text();
        boolean printable = value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        char quote = node.end() > node.start() ? text.charAt(node.start()) : ' ';
        if (printable && quote == '\'') {
            return "'" + value.replace("'", "''") + "'";
        }
        if (printable && quote == '"') {
            return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        }
        return plain;
    }

    private Optional<TextEdit> added(MapNode map, List<Entry> own, String key, @Nullable Object value) {
        if (map.flow() || own.isEmpty()) {
            if (!map.flow() && !map.entries().isEmpty()) {
                return Optional.empty();
            }
            String entry = flow(key) + ": " + flow(value);
            return Optional.of(
                    beforeClosing(map.end(), own.isEmpty() && map.entries().isEmpty(), entry));
        }
        Entry last = own.getLast();
        int at = endOfLine(Math.max(last.node().end(), last.keyEnd()));
        int column = column(own.getFirst().keyStart());
        return Optional.of(new TextEdit(at, at, lineEnd + " ".repeat(column) + entryText(key, value, column)));
    }

    private Optional<TextEdit> appended(ListNode list, @Nullable Object value) {
        if (list.flow() || list.items().isEmpty()) {
            return Optional.of(beforeClosing(list.end(), list.items().isEmpty(), flow(value)));
        }
        int column = column(list.start());
        int at = endOfLine(list.items().getLast().end());
        String indent = lineEnd + " ".repeat(column);
        String written = YamlLines.of(Collections.singletonList(value)).stream()
                .map(YamlLines.Line::text)
                .collect(Collectors.joining(indent));
        return Optional.of(new TextEdit(at, at, indent + written));
    }

    private TextEdit beforeClosing(int end, boolean empty, String entry) {
        int at = end - 1;
        while (at > 0 && Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        boolean comma = text.charAt(at - 1) == ',';
        return new TextEdit(at, at, (empty ? "" : comma ? " " : ", ") + entry);
    }

    Optional<TextEdit> remove(JsonPointer pointer) {
        Optional<Node> parent = document.find(pointer.parent()).map(Node::resolved);
        String token = pointer.tokens().getLast();
        if (parent.isEmpty()) {
            return Optional.empty();
        }
        return switch (parent.get()) {
            case MapNode map -> {
                List<Entry> own =
                        map.entries().values().stream().filter(e -> !e.merged()).toList();
                var spans = new ArrayList<Span>();
                own.forEach(e -> spans.add(
                        new Span(e.keyStart(), Math.max(e.keyEnd(), e.node().end()))));
                yield removed(spans, own.stream().map(Entry::name).toList().indexOf(token), map, "{}");
            }
            case ListNode list -> {
                var spans = new ArrayList<Span>();
                for (Node item : list.items()) {
                    spans.add(new Span(list.flow() ? item.start() : dash(item.start()), item.end()));
                }
                yield removed(spans, token.matches("\\d{1,9}") ? Integer.parseInt(token) : -1, list, "[]");
            }
            default -> Optional.empty();
        };
    }

    private record Span(int start, int end) {}

    private Optional<TextEdit> removed(List<Span> spans, int index, Node parent, String empty) {
        if (index < 0 || index >= spans.size()) {
            return Optional.empty();
        }
        Span span = spans.get(index);
        boolean flow = parent instanceof MapNode map ? map.flow() : parent instanceof ListNode list && list.flow();
        if (spans.size() == 1) {
            boolean beside = !flow
                    && !text.substring(lineStart(parent.start()), parent.start())
                            .isBlank();
            return Optional.of(
                    flow || beside || parent == document.root()
                            ? new TextEdit(parent.start(), parent.end(), empty)
                            : new TextEdit(endOfWords(parent.start()), parent.end(), " " + empty));
        }
        if (flow) {
            return Optional.of(
                    index + 1 < spans.size()
                            ? new TextEdit(span.start(), spans.get(index + 1).start(), "")
                            : new TextEdit(spans.get(index - 1).end(), span.end(), ""));
        }
        boolean ownLine = text.substring(lineStart(span.start()), span.start()).isBlank();
        if (ownLine) {
            int end = endOfLine(span.end());
            int next = end < text.length() ? end + (text.startsWith("\r\n", end) ? 2 : 1) : end;
            int start = lineStart(span.start());
            return Optional.of(
                    next == end && start > 0
                            ? new TextEdit(start - (text.startsWith("\r\n", Math.max(0, start - 2)) ? 2 : 1), end, "")
                            : new TextEdit(start, next, ""));
        }
        // The first entry of an item, behind its dash: the next one moves up.
        return index + 1 < spans.size()
                ? Optional.of(new TextEdit(span.start(), spans.get(index + 1).start(), ""))
                : Optional.empty();
    }

    /// Where the dash of a block list's item stands.
    private int dash(int itemStart) {
        int at = itemStart;
        while (at > 0 && text.charAt(at - 1) != '-') {
            at--;
        }
        return Math.max(0, at - 1);
    }

    private String entryText(String key, @Nullable Object value, int column) {
        return YamlLines.of(singleton(key, value)).stream()
                .map(YamlLines.Line::text)
                .collect(Collectors.joining(lineEnd + " ".repeat(column)));
    }

    private static Map<String, @Nullable Object> singleton(String key, @Nullable Object value) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return map;
    }

    private static boolean isInline(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> map.isEmpty();
            case List<?> list -> list.isEmpty();
            case String string -> string.indexOf('\n') < 0;
            case null, default -> true;
        };
    }

    /// On one line, for within brackets.
    private static String flow(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(e -> flow(String.valueOf(e.getKey())) + ": " + flow(e.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case List<?> list -> list.stream().map(Editing::flow).collect(Collectors.joining(", ", "[", "]"));
            case String string
            when string.indexOf('\n') >= 0 ->
                "\""
                        + string.lines()
                                .map(l -> l.replace("\\", "\\\\").replace("\"", "\\\""))
                                .collect(Collectors.joining("\\n"))
                        + (string.endsWith("\n") ? "\\n" : "") + "\"";
            case null, default -> YamlLines.of(value).getFirst().text();
        };
    }

    private int column(int offset) {
        return offset - lineStart(offset);
    }

    private int lineStart(int offset) {
        int at = offset;
        while (at > 0 && text.charAt(at - 1) != '\n' && text.charAt(at - 1) != '\r') {
            at--;
        }
        return at;
    }

    private int endOfLine(int offset) {
        int at = offset;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    private int endOfWords(int offset) {
        int at = offset;
        while (at > 0 && Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }
}
