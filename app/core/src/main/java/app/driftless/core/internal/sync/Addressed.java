package app.driftless.core.internal.sync;

import app.driftless.core.manifest.ApplySetLabel;
import app.driftless.core.manifest.Resource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What is sent for an object. Pure.
final class Addressed {
    private Addressed() {}

    /// With the label of our set, and with the uid of the object that was planned on: an apply to an object that is
    /// gone would create it anew otherwise, whatever its resourceVersion says.
    static Resource of(Resource resource, String set, Optional<String> uid) {
        Resource labelled = ApplySetLabel.on(resource, set);
        if (uid.isEmpty() || !(labelled.body().get("metadata") instanceof Map<?, ?> known)) {
            return labelled;
        }
        Map<Object, Object> metadata = new LinkedHashMap<>(known);
        metadata.put("uid", uid.get());
        Map<String, Object> body = new LinkedHashMap<>(labelled.body());
        body.put("metadata", metadata);
        return new Resource(resource.type(), resource.key(), body, resource.origin());
    }
}
