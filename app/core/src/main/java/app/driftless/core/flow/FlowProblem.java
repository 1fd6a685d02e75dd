package app.driftless.core.flow;

import app.driftless.core.problem.ProblemCode;

/// What can go wrong in running work, whatever the work is.
public enum FlowProblem implements ProblemCode {
    /// A defect of ours: an exception nobody expected.
    UNEXPECTED("FLOW-001");

    private final String id;

    FlowProblem(String id) {
        this.id = id;
    }

    @Override
    public String area() {
        return "flow";
    }

    @Override
    public String id() {
        return id;
    }
}
