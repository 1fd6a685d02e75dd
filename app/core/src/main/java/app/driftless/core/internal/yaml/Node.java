package app.driftless.core.internal.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A node of a YAML document with its place in the text: offsets in UTF-16 units, end exclusive. Immutable once the
/// document is composed.
sealed interface Node {
    int start();

    int end();

    /// The value as JSON types.
    @Nullable
    Object value();

    /// How many nodes this one is when aliases are written out; at most a little over [Limits#ALIASED] times two.
    int weight();

    /// What an alias stands for; any other node is itself.
    default Node resolved() {
        return this;
    }

    record ScalarNode(int start, int end, @Nullable Object value, boolean plain) implements Node {
        @Override
        public int weight() {
            return value instanceof String text ? 1 + text.length() / 64 : 1;
        }
    }

    record ListNode(int start, int end, List<Node> items, boolean flow, int weight) implements Node {
        @Override
        public Object value() {
            var values = new ArrayList<@Nullable Object>(items.size());
            items.forEach(item -> values.add(item.value()));
            return Collections.unmodifiableList(values);
        }
    }

    /// @param merged whether the entry came through a merge key: it stands where its anchor stands
    record Entry(String name, int keyStart, int keyEnd, Node node, boolean merged) {}

    record MapNode(int start, int end, Map<String, Entry> entries, boolean flow, int weight) implements Node {
        @Override
        public Object value() {
            Map<String, @Nullable Object> values = LinkedHashMap.newLinkedHashMap(entries.size());
            entries.forEach((name, entry) -> values.put(name, entry.node().value()));
            return Collections.unmodifiableMap(values);
        }
    }

    record AliasNode(int start, int end, Node resolved) implements Node {
        @Override
        public @Nullable Object value() {
            return resolved.value();
        }

        @Override
        public int weight() {
            return resolved.weight();
        }
    }
}
