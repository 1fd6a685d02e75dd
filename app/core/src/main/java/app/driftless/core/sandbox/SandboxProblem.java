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
    STOP_FAILED("SANDBOX-004"),
    /// A running cluster ended although nobody had asked it to.
    ENDED("SANDBOX-005"),
    /// The folder that was named for the programs does not hold them.
    NO_PROGRAM_THERE("SANDBOX-006"),
    /// The Go of this computer can't build the programs.
    GO_TOO_OLD("SANDBOX-007"),
    /// Whether the cluster runs could not be found out.
    STATE_UNKNOWN("SANDBOX-008"),
    /// Something was asked of a cluster that `KUBEBUILDER_ASSETS` can't give.
    NEEDS_OWN_PROGRAM("SANDBOX-009"),
    /// No cluster of that name was ever started.
    UNKNOWN("SANDBOX-010"),
    /// The files of a cluster could not be deleted.
    DELETE_FAILED("SANDBOX-011");

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
