package app.driftless.core.diff;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One step of a [FieldPath], as managedFields writes it (`fieldsV1`).
sealed interface PathElement {
    /// The value that this step leads to, absent where there is none.
    Difference.Side in(@Nullable Object node);

    /// `f:name`
    record Field(String name) implements PathElement {
        @Override
        public Difference.Side in(@Nullable Object node) {
            return node instanceof Map<?, ?> map && map.containsKey(name)
                    ? Difference.Side.of(map.get(name))
                    : Difference.Side.ABSENT;
        }

        @Override
        public String toString() {
            return "." + name;
        }
    }

    /// `k:{…}`: the item of a list whose key fields have these values.
    record Key(SortedMap<String, Object> fields) implements PathElement {
        static Key of(Map<String, Object> fields) {
            return new Key(new TreeMap<>(fields));
        }

        boolean matches(Object item) {
            return item instanceof Map<?, ?> map
                    && fields.entrySet().stream().allMatch(e -> Canonical.same(e.getValue(), map.get(e.getKey())));
        }

        /// Whether an item as the repository writes it is meant: key fields that the server fills in may be left out.
        private boolean mayMean(Object item) {
            return item instanceof Map<?, ?> map
                    && fields.keySet().stream().anyMatch(map::containsKey)
                    && fields.entrySet().stream()
                            .allMatch(e ->
                                    !map.containsKey(e.getKey()) || Canonical.same(e.getValue(), map.get(e.getKey())));
        }

        @Override
        public Difference.Side in(@Nullable Object node) {
            Difference.Side exact = first(node, this::matches);
            return exact.present() ? exact : first(node, this::mayMean);
        }

        @Override
        public String toString() {
            var text = new StringBuilder("[");
            fields.forEach((name, value) -> text.append(text.length() > 1 ? "," : "")
                    .append(name)
                    .append('=')
                    .append(JsonText.write(value)));
            return text.append(']').toString();
        }
    }

    /// `v:…`: the item of a set.
    record Value(Object value) implements PathElement {
        @Override
        public Difference.Side in(@Nullable Object node) {
            return first(node, item -> Canonical.same(value, item));
        }

        @Override
        public String toString() {
            return "[=" + JsonText.write(value) + "]";
        }
    }

    /// `i:…`: an item by its place.
    record Index(int index) implements PathElement {
        @Override
        public Difference.Side in(@Nullable Object node) {
            return node instanceof List<?> list && index < list.size()
                    ? Difference.Side.of(list.get(index))
                    : Difference.Side.ABSENT;
        }

        @Override
        public String toString() {
            return "[" + index + "]";
        }
    }

    private static Difference.Side first(@Nullable Object node, java.util.function.Predicate<Object> wanted) {
        if (node instanceof List<?> list) {
            for (Object item : list) {
                if (wanted.test(item)) {
                    return Difference.Side.of(item);
                }
            }
        }
        return Difference.Side.ABSENT;
    }
}
