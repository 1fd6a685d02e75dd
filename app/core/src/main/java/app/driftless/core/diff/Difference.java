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
/// @param ignored the rule that leaves the place to others; present for [DiffClass#IGNORED] only
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
        boolean addedByHand,
        Optional<IgnoreRule> ignored) {
    /// A difference that no rule is about.
    public Difference(
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
        this(path, fieldPath, kind, conflict, desired, live, predicted, manager, time, addedByHand, Optional.empty());
    }

    /// The same, shown apart.
    public Difference ignoredBy(IgnoreRule rule) {
        return new Difference(
                path,
                fieldPath,
                DiffClass.IGNORED,
                false,
                desired,
                live,
                predicted,
                manager,
                time,
                addedByHand,
                Optional.of(rule));
    }

    /// The same with other values shown, such as masked ones; a field's path may name a value, too.
    public Difference with(String shownPath, Side shownDesired, Side shownLive, Side shownPredicted) {
        return new Difference(
                path,
                shownPath,
                kind,
                conflict,
                shownDesired,
                shownLive,
                shownPredicted,
                manager,
                time,
                addedByHand,
                ignored);
    }

    /// A value that may be absent; absent is not null.
    public record Side(boolean present, @Nullable Object value) {
        public static final Side ABSENT = new Side(false, null);

        public static Side of(@Nullable Object value) {
            return new Side(true, value);
        }
    }
}
