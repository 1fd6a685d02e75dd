package app.driftless.core.diff;

import app.driftless.core.manifest.JsonPointer;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One place where desired, live and predicted are not all equal.
///
/// @param path into live if the place is there, else into predicted
/// @param fieldPath the same place in the notation of managedFields, such as `.spec.containers[name="api"].image`
/// @param conflict whether the server names it as owned by another manager
/// @param desired what the repository says, or null; see `inDesired`
/// @param live what the cluster holds, or null; see `inLive`
/// @param predicted what the server would hold after an apply, or null; see `inPredicted`
/// @param manager who set it live, where known
/// @param time when that manager last wrote: an upper bound for this field
/// @param addedByHand a person's tool added what the repository never named
public record Difference(
        JsonPointer path,
        String fieldPath,
        DiffClass kind,
        boolean conflict,
        Side desired,
        Side live,
        Side predicted,
        Optional<String> manager,
        Optional<Instant> time,
        boolean addedByHand) {
    /// A value that may be absent; absent is not null.
    public record Side(boolean present, @Nullable Object value) {
        public static final Side ABSENT = new Side(false, null);

        public static Side of(@Nullable Object value) {
            return new Side(true, value);
        }
    }
}
