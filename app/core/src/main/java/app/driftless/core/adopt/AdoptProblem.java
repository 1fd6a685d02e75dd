package app.driftless.core.adopt;

import app.driftless.core.problem.ProblemCode;

/// Why a live value does not come into the repository.
public enum AdoptProblem implements ProblemCode {
    /// Subject: the object. Arguments: the field.
    SECRET("ADOPT-001"),
    /// Subject: the object. Arguments: the field, the file.
    GENERATED("ADOPT-002"),
    /// Subject: the object. Arguments: the field, the file.
    NOT_EDITABLE("ADOPT-003"),
    /// Subject: the object. Arguments: the field, the file, the other environments.
    SHARED("ADOPT-004"),
    /// Subject: the object. Arguments: the environment.
    NOT_WANTED("ADOPT-005"),
    /// Subject: the object. Arguments: the cluster.
    NOT_LIVE("ADOPT-006"),
    /// Subject: the object. Arguments: the field.
    NOTHING("ADOPT-007");

    private final String id;

    AdoptProblem(String id) {
        this.id = id;
    }

    @Override
    public String area() {
        return "adopt";
    }

    @Override
    public String id() {
        return id;
    }
}
