package app.driftless.desktop.resources;

import app.driftless.core.diff.Action;
import app.driftless.core.health.Health;
import app.driftless.desktop.theme.Mark;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How something stands: what a sync would do to it, how it is doing, and whether that is still true.
///
/// @param action empty while nobody compared it
/// @param health empty where nothing is live
/// @param stale whether the cluster has been away since
public record EntryState(Optional<Action> action, Optional<Health.Status> health, boolean stale) {
    public static final EntryState UNKNOWN = new EntryState(Optional.empty(), Optional.empty(), false);

    @Nullable
    Mark syncMark() {
        return action.map(EntryState::markOf).orElse(null);
    }

    @Nullable
    Mark healthMark() {
        return health.map(EntryState::markOf).orElse(null);
    }

    static Mark markOf(Action action) {
        return switch (action) {
            case CREATE -> Mark.CREATE;
            case UPDATE, REPLACE -> Mark.DIFFERS;
            case DELETE -> Mark.DELETE;
            case UNCHANGED, OWNERSHIP -> Mark.IN_SYNC;
            case ERROR -> Mark.UNKNOWN;
        };
    }

    static @Nullable Mark markOf(Health.Status status) {
        return switch (status) {
            case HEALTHY -> Mark.HEALTHY;
            case NO_SIGNAL -> null;
            case SUSPENDED -> Mark.SUSPENDED;
            case PROGRESSING -> Mark.PROGRESSING;
            case MISSING -> Mark.MISSING;
            case DEGRADED -> Mark.DEGRADED;
            case UNKNOWN -> Mark.UNKNOWN;
        };
    }

    /// The worse of both in each respect: a parent shows the worst of its children.
    public EntryState worse(EntryState other) {
        return new EntryState(
                rank(other.action) > rank(action) ? other.action : action,
                badness(other.health) > badness(health) ? other.health : health,
                stale || other.stale);
    }

    private static int rank(Optional<Action> action) {
        return action.map(a -> switch (a) {
                    case OWNERSHIP, UNCHANGED -> 1;
                    case CREATE -> 2;
                    case UPDATE -> 3;
                    case REPLACE -> 4;
                    case DELETE -> 5;
                    case ERROR -> 6;
                })
                .orElse(0);
    }

    private static int badness(Optional<Health.Status> health) {
        return health.map(h -> switch (h) {
                    case NO_SIGNAL -> 0;
                    case HEALTHY -> 1;
                    case SUSPENDED -> 2;
                    case MISSING -> 3;
                    case PROGRESSING -> 4;
                    case UNKNOWN -> 5;
                    case DEGRADED -> 6;
                })
                .orElse(0);
    }
}
