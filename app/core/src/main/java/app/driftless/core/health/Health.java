package app.driftless.core.health;

import app.driftless.core.problem.Message;
import java.util.Optional;

/// How a live object is doing, with the reason where it is not well.
public record Health(Status status, Optional<Message> reason) {
    /// From best to worst.
    public enum Status {
        HEALTHY,
        /// Nothing to judge by.
        NO_SIGNAL,
        SUSPENDED,
        PROGRESSING,
        MISSING,
        DEGRADED,
        UNKNOWN
    }
}
