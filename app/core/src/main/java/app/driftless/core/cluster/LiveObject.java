package app.driftless.core.cluster;

import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import java.util.Map;

/// An object as the server returned it.
///
/// @param body the whole object, secrets included: mask it before it leaves the data layer
public record LiveObject(Gvk type, ResourceKey key, String uid, String resourceVersion, Map<String, Object> body) {
    private static final long UNKNOWN = -1;

    /// Servers count versions upwards (KEP-5504).
    ///
    /// @return -1 of a server that does not
    public static long number(String version) {
        try {
            return Long.parseLong(version);
        } catch (NumberFormatException e) {
            return UNKNOWN;
        }
    }

    /// Whether this may be a later state than the one of that version; false if certainly not.
    public boolean mayFollow(String version) {
        long mine = number(resourceVersion);
        return mine == UNKNOWN ? !resourceVersion.equals(version) : mine > number(version);
    }

    /// Without the body.
    @Override
    public String toString() {
        return key + " at " + resourceVersion;
    }
}
