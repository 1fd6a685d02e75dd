package app.driftless.core.cluster;

import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import java.util.Map;

/// An object as the server returned it.
///
/// @param body the whole object, secrets included: mask it before it leaves the data layer
public record LiveObject(Gvk type, ResourceKey key, String uid, String resourceVersion, Map<String, Object> body) {
    /// Without the body.
    @Override
    public String toString() {
        return key + " at " + resourceVersion;
    }
}
