package app.driftless.core.cluster;

import app.driftless.core.problem.Problem;
import java.util.List;

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

    record Unknown(Problem problem) implements DeleteAnswer {}
}
