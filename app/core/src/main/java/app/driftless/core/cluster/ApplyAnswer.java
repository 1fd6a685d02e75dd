package app.driftless.core.cluster;

import app.driftless.core.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the server answered to an apply. One bad object spoils one object: failures are values here.
public sealed interface ApplyAnswer {
    /// @param created whether the object is new (201)
    /// @param object the object that the server holds, or would hold
    record Applied(LiveObject object, boolean created) implements ApplyAnswer {}

    /// Other managers own fields with other values (409).
    record Conflict(List<Cause> causes, String message) implements ApplyAnswer {
        /// @param fieldPath in the notation of managedFields, such as `.spec.replicas` or `.spec.ports[port=80].name`
        public record Cause(String fieldPath, String manager) {}
    }

    /// The object has another resourceVersion or uid than planned (409).
    record Moved(String message) implements ApplyAnswer {}

    /// @param causes field path (may be empty) to message
    /// @param immutable whether a field that cannot change is the cause
    record Refused(Problem problem, Map<String, String> causes, boolean immutable, int status) implements ApplyAnswer {}

    /// The namespace or the kind does not exist (404).
    record Missing(String message, boolean kind) implements ApplyAnswer {}

    /// Too busy (429, 503): not done, unless somebody on the way says so who does not know.
    record Busy(Optional<Duration> retryAfter) implements ApplyAnswer {}

    /// No answer came, or one that says nothing about the object (500, 502, 504): it may have been done. Ask the
    /// server before anything else.
    record Unknown(Problem problem) implements ApplyAnswer {}
}
