package app.driftless.core.problem;

import org.jspecify.annotations.Nullable;

/// The only exception that leaves the engine: it carries a [Problem] that can be shown to a person.
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    public EngineException(Problem problem) {
        this(problem, null);
    }

    public EngineException(Problem problem, @Nullable Throwable cause) {
        super(problem.code().id() + " " + problem.subject(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
