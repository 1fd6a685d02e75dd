package app.driftless.core.internal.yaml;

import app.driftless.core.internal.yaml.Node.Entry;
import app.driftless.core.internal.yaml.Node.ListNode;
import app.driftless.core.internal.yaml.Node.MapNode;
import app.driftless.core.manifest.Document;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.SourceRange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A document over its nodes.
final class YamlDocument implements Document {
    private final int index;
    private final SourceText source;
    private final Node root;
    private final @Nullable Object value;
    private final List<ResourceReader.Placed> placed;

    YamlDocument(int index, SourceText source, Node root, @Nullable Object value, List<ResourceReader.Placed> placed) {
        this.index = index;
        this.source = source;
        this.root = root;
        this.value = value;
        this.placed = List.copyOf(placed);
    }

    Node root() {
        return root;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public SourceRange range() {
        return source.range(root.start(), root.end());
    }

    @Override
    public @Nullable Object value() {
        return value;
    }

    @Override
    public List<Resource> resources() {
        return placed.stream().map(ResourceReader.Placed::resource).toList();
    }

    @Override
    public JsonPointer pointerOf(Resource resource) {
        for (ResourceReader.Placed candidate : placed) {
            if (candidate.resource() == resource) {
                return candidate.pointer();
            }
        }
        return JsonPointer.ROOT;
    }

    @Override
    public Optional<SourceRange> valueRange(JsonPointer pointer) {
        return find(pointer).map(node -> source.range(node.start(), node.end()));
    }

    @Override
    public Optional<SourceRange> keyRange(JsonPointer pointer) {
        if (pointer.tokens().isEmpty()) {
            return Optional.empty();
        }
        return find(pointer.parent())
                .flatMap(parent -> parent.resolved() instanceof MapNode map
                        ? Optional.ofNullable(map.entries().get(pointer.tokens().getLast()))
                        : Optional.empty())
                .map(entry -> source.range(entry.keyStart(), entry.keyEnd()));
    }

    Optional<Node> find(JsonPointer pointer) {
        Node node = root;
        for (String token : pointer.tokens()) {
            Node child = child(node.resolved(), token);
            if (child == null) {
                return Optional.empty();
            }
            node = child;
        }
        return Optional.of(node);
    }

    private static @Nullable Node child(Node node, String token) {
        return switch (node) {
            case MapNode map -> {
                Entry entry = map.entries().get(token);
                yield entry == null ? null : entry.node();
            }
            case ListNode list
            when token.matches("\\d{1,9}")
                    && Integer.parseInt(token) < list.items().size() ->
                list.items().get(Integer.parseInt(token));
            default -> null;
        };
    }

    @Override
    public Optional<JsonPointer> pointerAt(int offset) {
        if (offset < root.start() || offset > root.end()) {
            return Optional.empty();
        }
        JsonPointer pointer = JsonPointer.ROOT;
        Node node = root;
        while (true) {
            Step step = step(node, offset);
            if (step == null) {
                return Optional.of(pointer);
            }
            pointer = pointer.child(step.token());
            if (offset < step.node().start()) {
                return Optional.of(pointer);
            }
            node = step.node();
        }
    }

    private record Step(String token, Node node) {}

    /// The child that holds the offset, its key included. An alias holds nothing of its own.
    private static @Nullable Step step(Node node, int offset) {
        switch (node) {
            case MapNode map -> {
                for (Entry entry : map.entries().values()) {
                    int end = Math.max(entry.keyEnd(), entry.node().end());
                    if (!entry.merged() && offset >= entry.keyStart() && offset <= end) {
                        return new Step(entry.name(), entry.node());
                    }
                }
            }
            case ListNode list -> {
                for (int i = 0; i < list.items().size(); i++) {
                    Node item = list.items().get(i);
                    if (offset >= item.start() && offset <= item.end()) {
                        return new Step(Integer.toString(i), item);
                    }
                }
            }
            case Node.ScalarNode _, Node.AliasNode _ -> {
                return null;
            }
        }
        return null;
    }
}
