package app.driftless.core.internal.yaml;

import app.driftless.core.internal.yaml.Node.Entry;
import app.driftless.core.internal.yaml.Node.ListNode;
import app.driftless.core.internal.yaml.Node.MapNode;
import app.driftless.core.internal.yaml.Node.ScalarNode;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.TextEdit;
import app.driftless.core.manifest.YamlLines;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Proposes the edit of a text that sets one value; [Removing] removes one. What it proposes is checked by its
/// caller: there are texts (kept line ends, anchors used elsewhere) whose edit would change more than was asked.
final class Editing {
    private final String text;
    private final YamlDocument document;
    private final TextLayout layout;

    Editing(String text, YamlDocument document) {
        this.text = text;
        this.document = document;
        this.layout = new TextLayout(text);
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
                || Written.isInline(value)
                        && (node instanceof ScalarNode || node instanceof Node.AliasNode)
                        && node.end() > node.start()) {
            return replaced(node, map.flow(), value);
        }
        int colon = text.indexOf(':', entry.keyEnd());
        String written = Written.entry(layout, entry.name(), value, layout.column(entry.keyStart()));
        int keyLength = YamlLines.of(Written.singleton(entry.name(), 1L))
                .getFirst()
                .text()
                .indexOf(": 1");
        return new TextEdit(colon + 1, Math.max(colon + 1, node.end()), written.substring(keyLength + 1));
    }

    private TextEdit replaced(Node node, boolean flow, @Nullable Object value) {
        if (flow) {
            return new TextEdit(node.start(), node.end(), Written.flow(value));
        }
        if (value instanceof String string && node instanceof ScalarNode && Written.isInline(value)) {
            return new TextEdit(node.start(), node.end(), sameQuotes(node, string));
        }
        String indent = layout.lineEnd() + " ".repeat(layout.column(node.start()));
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
            String entry = Written.flow(key) + ": " + Written.flow(value);
            return Optional.of(
                    beforeClosing(map.end(), own.isEmpty() && map.entries().isEmpty(), entry));
        }
        Entry last = own.getLast();
        int at = layout.endOfLine(Math.max(last.node().end(), last.keyEnd()));
        int column = layout.column(own.getFirst().keyStart());
        return Optional.of(new TextEdit(
                at, at, layout.lineEnd() + " ".repeat(column) + Written.entry(layout, key, value, column)));
    }

    private Optional<TextEdit> appended(ListNode list, @Nullable Object value) {
        if (list.flow() || list.items().isEmpty()) {
            return Optional.of(beforeClosing(list.end(), list.items().isEmpty(), Written.flow(value)));
        }
        int column = layout.column(list.start());
        int at = layout.endOfLine(list.items().getLast().end());
        String indent = layout.lineEnd() + " ".repeat(column);
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
}
