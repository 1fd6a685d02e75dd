package app.driftless.core.internal.yaml;

import app.driftless.core.internal.yaml.Node.Entry;
import app.driftless.core.internal.yaml.Node.ListNode;
import app.driftless.core.internal.yaml.Node.MapNode;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Proposes the edit of a text that removes one map entry or list item. Checked by its caller, as [Editing] is.
final class Removing {
    private final String text;
    private final YamlDocument document;
    private final TextLayout layout;

    Removing(String text, YamlDocument document) {
        this.text = text;
        this.document = document;
        this.layout = new TextLayout(text);
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
                    && !text.substring(layout.lineStart(parent.start()), parent.start())
                            .isBlank();
            return Optional.of(
                    flow || beside || parent == document.root()
                            ? new TextEdit(parent.start(), parent.end(), empty)
                            : new TextEdit(layout.endOfWords(parent.start()), parent.end(), " " + empty));
        }
        if (flow) {
            return Optional.of(
                    index + 1 < spans.size()
                            ? new TextEdit(span.start(), spans.get(index + 1).start(), "")
                            : new TextEdit(spans.get(index - 1).end(), span.end(), ""));
        }
        boolean ownLine =
                text.substring(layout.lineStart(span.start()), span.start()).isBlank();
        if (ownLine) {
            int end = layout.endOfLine(span.end());
            int next = end < text.length() ? end + (text.startsWith("\r\n", end) ? 2 : 1) : end;
            int start = layout.lineStart(span.start());
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
}
