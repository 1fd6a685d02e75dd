package app.driftless.core.plan;

import app.driftless.core.problem.ProblemCode;

/// What a plan finds out about an object.
public enum PlanProblem implements ProblemCode {
    /// Subject: the object.
    MAY_NOT_DELETE("PLAN-001"),
    /// Subject: the object.
    MAY_NOT_REPLACE("PLAN-041"),
    /// Subject: the object. Arguments: the objects that wait for each other.
    CIRCLE("PLAN-002"),
    /// Subject: the object.
    MAY_NOT_CREATE("PLAN-003"),
    /// Subject: the object. Arguments: the quota, its resource, the limit, how many there would be.
    QUOTA("PLAN-004");

    private final String id;

    PlanProblem(String id) {
        this.id = id;
    }

    @Override
    public String area() {
        return "plan";
    }

    @Override
    public String id() {
        return id;
    }
}
