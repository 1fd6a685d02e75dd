package app.driftless.core.health;

import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.Message;
import java.util.Optional;

/// How a live object is doing, with the reason where it is not well.
///
/// @param reason what its own status says
/// @param cause the object to look at, where it is another one: the pod that a Deployment waits for
public record Health(Status status, Optional<Message> reason, Optional<Cause> cause) {
    public Health(Status status, Optional<Message> reason) {
        this(status, reason, Optional.empty());
    }

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

    /// Why an object is stuck that does not know it itself.
    ///
    /// @param object which one to look at
    /// @param reason what is wrong with it
    public record Cause(ResourceKey object, Message reason) {}

    public Health because(Optional<Cause> found) {
        return new Health(status, reason, found);
    }

    /// Whether it is on its way or broken, so that somebody may wait for it.
    public boolean isUnwell() {
        return status == Status.PROGRESSING || status == Status.DEGRADED;
    }
}
