package app.driftless.core.manifest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One Kubernetes object as the repository wants it.
///
/// @param body the whole object as a tree of `Map<String, Object>`, `List<Object>`, `String`, `Boolean`, `Long`,
///     `Double`, `BigInteger`, `BigDecimal` and null; never changed after construction. Maps keep the order of the
///     source.
/// @param origin the file and document that it was written in, or that it was generated from
public record Resource(Gvk type, ResourceKey key, Map<String, Object> body, Origin origin) {
    /// Builds it from a body whose `apiVersion`, `kind` and `metadata.name` have been checked.
    public static Resource of(Map<String, Object> body, Origin origin) {
        Gvk type = Gvk.of(text(body.get("apiVersion")), text(body.get("kind")));
        Map<?, ?> metadata = body.get("metadata") instanceof Map<?, ?> map ? map : Map.of();
        var key =
                new ResourceKey(type.group(), type.kind(), text(metadata.get("namespace")), text(metadata.get("name")));
        return new Resource(type, key, body, origin);
    }

    /// Without the body, which may hold secrets.
    @Override
    public String toString() {
        return key + " from " + origin;
    }

    private static String text(@Nullable Object value) {
        return value instanceof String s ? s : "";
    }
}
