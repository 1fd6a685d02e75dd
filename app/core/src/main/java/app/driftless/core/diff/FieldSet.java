package app.driftless.core.diff;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields that one manager owns: `fieldsV1` as a tree. A node without children is a field owned as a whole.
record FieldSet(Map<PathElement, FieldSet> children) {
    static FieldSet read(@Nullable Object fieldsV1) {
        Map<PathElement, FieldSet> children = new LinkedHashMap<>();
        if (fieldsV1 instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                PathElement element = element(String.valueOf(key));
                if (element != null) {
                    children.put(element, read(value));
                }
            });
        }
        return new FieldSet(children);
    }

    /// Null for `.` (the node itself) and for anything that this version does not know.
    private static @Nullable PathElement element(String key) {
        if (key.length() < 2) {
            return null;
        }
        String rest = key.substring(2);
        try {
            return switch (key.substring(0, 2)) {
                case "f:" -> new PathElement.Field(rest);
                case "k:" -> PathElement.Key.of(JsonText.object(rest));
                case "v:" -> new PathElement.Value(JsonText.scalar(rest));
                case "i:" -> new PathElement.Index(Integer.parseInt(rest));
                default -> null;
            };
        } catch (IllegalArgumentException e) {
            // A set of maps writes its items whole; such a set is compared as one value.
            return null;
        }
    }

    boolean isLeaf() {
        return children.isEmpty();
    }

    @Nullable
    FieldSet child(PathElement element) {
        FieldSet exact = children.get(element);
        if (exact != null || !(element instanceof PathElement.Key key)) {
            return exact;
        }
        // An item found by fewer or more key fields than this manager's API version knew.
        return children.entrySet().stream()
                .filter(e -> e.getKey() instanceof PathElement.Key own && overlap(own, key))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static boolean overlap(PathElement.Key one, PathElement.Key other) {
        var shared = new LinkedHashSet<>(one.fields().keySet());
        shared.retainAll(other.fields().keySet());
        return !shared.isEmpty()
                && shared.size() == Math.min(one.fields().size(), other.fields().size())
                && shared.stream()
                        .allMatch(name -> Canonical.same(
                                one.fields().get(name), other.fields().get(name)));
    }

    /// The key fields of a list's items, where items are keyed.
    Set<String> keyNames() {
        Set<String> names = new LinkedHashSet<>();
        for (PathElement element : children.keySet()) {
            if (element instanceof PathElement.Key key) {
                names.addAll(key.fields().keySet());
            }
        }
        return names;
    }

    boolean hasValues() {
        return children.keySet().stream().anyMatch(e -> e instanceof PathElement.Value);
    }

    /// Without one field, and without parents that only held it.
    FieldSet without(PathElement... path) {
        return without(0, path);
    }

    private FieldSet without(int depth, PathElement[] path) {
        FieldSet child = children.get(path[depth]);
        if (child == null) {
            return this;
        }
        Map<PathElement, FieldSet> copy = new LinkedHashMap<>(children);
        FieldSet rest = depth + 1 == path.length ? null : child.without(depth + 1, path);
        if (rest == null || (rest.isLeaf() && !child.isLeaf())) {
            copy.remove(path[depth]);
        } else {
            copy.put(path[depth], rest);
        }
        return new FieldSet(copy);
    }
}
