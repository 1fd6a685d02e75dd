package app.driftless.core.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a body; what is absent or of another type is empty.
record Tree(@Nullable Object node) {
    Tree at(String... path) {
        Object value = node;
        for (String field : path) {
            value = value instanceof Map<?, ?> map ? map.get(field) : null;
        }
        return new Tree(value);
    }

    String text(String... path) {
        return at(path).node() instanceof String s ? s : "";
    }

    boolean flag(String... path) {
        return Boolean.TRUE.equals(at(path).node());
    }

    List<Tree> items(String... path) {
        var items = new ArrayList<Tree>();
        if (at(path).node() instanceof List<?> list) {
            list.forEach(item -> items.add(new Tree(item)));
        }
        return items;
    }

    /// The entries of a map of strings.
    Map<String, String> texts(String... path) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (at(path).node() instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value instanceof String s) {
                    texts.put(String.valueOf(key), s);
                }
            });
        }
        return texts;
    }

    boolean isList(String... path) {
        return at(path).node() instanceof List<?>;
    }
}
