package app.driftless.core.internal.kube;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Careful reading of trees that came from elsewhere: what is absent or of another type is empty.
final class Trees {
    private Trees() {}

    static Map<String, Object> map(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Map.of();
        }
        @SuppressWarnings("unchecked") // JSON trees have string keys only
        var typed = (Map<String, Object>) map;
        return typed;
    }

    static Map<String, Object> map(Map<String, Object> parent, String key) {
        return map(parent.get(key));
    }

    static List<?> list(Map<String, Object> parent, String key) {
        return parent.get(key) instanceof List<?> list ? list : List.of();
    }

    static String text(Map<String, Object> parent, String key) {
        return parent.get(key) instanceof String s ? s : "";
    }

    /// A copy of `body` with `metadata` replaced by a copy that may be changed.
    static Map<String, Object> withOwnMetadata(Map<String, Object> body) {
        Map<String, Object> copy = new LinkedHashMap<>(body);
        copy.put("metadata", new LinkedHashMap<>(map(body, "metadata")));
        return copy;
    }
}
