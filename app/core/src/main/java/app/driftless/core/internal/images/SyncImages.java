package app.driftless.core.internal.images;

import app.driftless.core.manifest.ResourceKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a sync found and what it left behind.
///
/// @param start empty where the file has no readable record
/// @param before every object as it was before the first write to it
/// @param wanted what objects should become, where that takes several requests
/// @param after what is known of the objects that were written; a crash may have lost the last ones
public record SyncImages(
        Optional<Start> start,
        Map<ResourceKey, ObjectImage> before,
        Map<ResourceKey, ObjectImage> wanted,
        Map<ResourceKey, ObjectImage> after) {
    public static final SyncImages NONE = new SyncImages(Optional.empty(), Map.of(), Map.of(), Map.of());

    public SyncImages {
        before = new LinkedHashMap<>(before);
        wanted = new LinkedHashMap<>(wanted);
        after = new LinkedHashMap<>(after);
    }

    /// What the inventory said when the sync began.
    ///
    /// @param synced the commit that the cluster held completely
    /// @param undone the commit that had been undone there
    public record Start(Optional<String> synced, Optional<String> undone) {}
}
