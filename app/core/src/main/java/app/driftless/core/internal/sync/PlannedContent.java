package app.driftless.core.internal.sync;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Compares an object with what was planned on, without what moves by itself. Pure.
final class PlannedContent {
    private static final Set<String> MOVING = Set.of("managedFields", "resourceVersion", "generation");

    private PlannedContent() {}

    /// Masked values of a Secret never compare as equal, so a Secret that moved is planned again.
    static boolean same(Map<String, Object> one, Map<String, Object> other) {
        return still(one).equals(still(other));
    }

    /// Equal for equal content. Two contents of one object that follow each other and collide are not told apart.
    static int fingerprint(Map<String, Object> body) {
        return still(body).hashCode();
    }

    private static Map<String, Object> still(Map<String, Object> body) {
        Map<String, Object> copy = new LinkedHashMap<>(body);
        copy.remove("status");
        if (copy.get("metadata") instanceof Map<?, ?> metadata) {
            Map<Object, Object> rest = new LinkedHashMap<>(metadata);
            rest.keySet().removeAll(MOVING);
            copy.put("metadata", rest);
        }
        return copy;
    }
}
