package app.driftless.core.internal.images;

import app.driftless.core.cluster.LiveObject;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import java.util.Optional;

/// An object of a cluster at one moment of a sync.
///
/// @param key as the plan has it; a kind that the plan did not know yet may be addressed otherwise
/// @param object the whole of it, secrets included; empty where there was none
public record ObjectImage(Gvk type, ResourceKey key, Optional<LiveObject> object) {
    public static ObjectImage absent(Gvk type, ResourceKey key) {
        return new ObjectImage(type, key, Optional.empty());
    }
}
