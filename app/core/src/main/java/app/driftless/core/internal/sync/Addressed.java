package app.driftless.core.internal.sync;

import app.driftless.core.manifest.Resource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is sent for an object. Pure.
final class Addressed {
    private Addressed() {}

    /// With the label of our set, and with the uid of the object that was planned on: an apply to an object that is
    /// gone would create it anew otherwise, whatever its resourceVersion says.
    static Resource of(Resource resource, String set, Optional<String> uid) {
        Map<String, Object> metadata = copy(resource.body().get("metadata"));
        uid.ifPresent(id -> metadata.put("uid", id));
        Map<String, Object> labels = copy(metadata.get("labels"));
        labels.put(ParentObject.PART_OF, set);
        metadata.put("labels", labels);
        Map<String, Object> body = new LinkedHashMap<>(resource.body());
        body.put("metadata", metadata);
        return new Resource(resource.type(), resource.key(), body, resource.origin());
    }

    private static Map<String, Object> copy(@Nullable Object value) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> copy.put(String.valueOf(key), item));
        }
        return copy;
    }
}
