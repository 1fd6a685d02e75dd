package app.driftless.core.sync;

import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.manifest.ResourceKey;
import java.util.List;
import java.util.Optional;

/// A sync of the ledger with what it made of each object.
///
/// @param kept whether the objects as they were are still kept; without them `written` is empty, and nothing can be
///     undone
/// @param written the objects that the sync is known to have written, in the order of its results: `live` is the
///     object as the sync found it, `desired` and `predicted` the one that it left, each empty where there was none.
///     Each difference is one that the sync made, its manager the one who had the field before. Secrets are masked,
///     with equal tags for equal values
public record SyncDetails(SyncReport report, boolean kept, List<ResourceDiff> written) {
    public SyncDetails {
        written = List.copyOf(written);
    }

    /// What became of this object, under the key that the results have; empty if the sync is not known to have
    /// written it.
    public Optional<ResourceDiff> of(ResourceKey key) {
        return written.stream().filter(diff -> diff.key().equals(key)).findFirst();
    }
}
