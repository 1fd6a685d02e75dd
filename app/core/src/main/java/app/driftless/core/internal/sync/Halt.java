package app.driftless.core.internal.sync;

import app.driftless.core.problem.Problem;
import org.jspecify.annotations.Nullable;

/// Ends a sync from within one of its writes: nothing more may be sent. Never leaves the engine.
final class Halt extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient @Nullable Problem problem;

    /// @param problem null for a cancel
    Halt(@Nullable Problem problem) {
        super(problem == null ? "cancelled" : problem.code().id(), null, false, false);
        this.problem = problem;
    }

    @Nullable
    Problem problem() {
        return problem;
    }
}
