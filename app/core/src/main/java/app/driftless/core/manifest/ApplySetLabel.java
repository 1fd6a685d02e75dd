package app.driftless.core.manifest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The label that every object bears which an environment manages in a cluster (ApplySet, KEP-3659). It is ours and not
/// the repository's, so comparisons leave it out; yet what is asked about must bear it as what is written does: the
/// server treats some objects otherwise that bear no label at all (a Job's and a ReplicationController's defaults), and
/// so may admission. Pure.
public final class ApplySetLabel {
    public static final String NAME = "applyset.kubernetes.io/part-of";
    /// As managedFields and conflicts name it on the object itself.
    public static final String FIELD_PATH = ".metadata.labels." + NAME;

    private ApplySetLabel() {}

    /// The object with the label.
    ///
    /// @param set its value
    public static Resource on(Resource resource, String set) {
        Map<String, Object> metadata = copy(resource.body().get("metadata"));
        Map<String, Object> labels = copy(metadata.get("labels"));
        labels.put(NAME, set);
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
