package app.driftless.core.internal.kube;

import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.problem.Problem;
import org.jspecify.annotations.Nullable;

/// No usable answer came.
final class TransportException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;
    private final boolean notSent;

    /// @param notSent whether the request certainly did not reach the server
    TransportException(Problem problem, boolean notSent, @Nullable Throwable cause) {
        super(problem.code().id() + " " + problem.subject(), cause);
        this.problem = problem;
        this.notSent = notSent;
    }

    Problem problem() {
        return problem;
    }

    boolean notSent() {
        return notSent;
    }

    /// Whether the connection broke, so that a request without effect may be repeated at once.
    boolean lost() {
        return problem.code() == ClusterProblem.OUTCOME_UNKNOWN;
    }
}
