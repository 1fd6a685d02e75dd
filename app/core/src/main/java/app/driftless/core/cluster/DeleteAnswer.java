package app.driftless.core.cluster;

import app.driftless.core.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the server answered to a delete.
public sealed interface DeleteAnswer {
    /// Gone, or being deleted.
    ///
    /// @param waitingOn finalizers that hold it
    record Deleted(List<String> waitingOn) implements DeleteAnswer {}

    record AlreadyGone() implements DeleteAnswer {}

    /// It is another object now, or changed since the plan.
    record Moved(String message) implements DeleteAnswer {}

    record Refused(Problem problem) implements DeleteAnswer {}

    /// Too busy (429, 503): not done, unless an earlier try of the same was.
    record Busy(Optional<Duration> retryAfter) implements DeleteAnswer {}

    /// No answer came, or one that says nothing about it: it may have been done.
    record Unknown(Problem problem) implements DeleteAnswer {}
}
