package app.driftless.core.sandbox;

import app.driftless.core.problem.ProblemCode;

/// What can go wrong with sandbox clusters.
public enum SandboxProblem implements ProblemCode {
    /// Neither the programs nor a way to build them is there.
    NO_PROGRAMS("SANDBOX-001"),
    /// The programs could not be built.
    BUILD_FAILED("SANDBOX-002"),
    /// The cluster ended while it started.
    START_FAILED("SANDBOX-003"),
    /// The cluster could not be stopped.
    STOP_FAILED("SANDBOX-004");

    private final String id;

    SandboxProblem(String id) {
        this.id = id;
    }

    @Override
    public String area() {
        return "sandbox";
    }

    @Override
    public String id() {
        return id;
    }
}
