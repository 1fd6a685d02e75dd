package app.driftless.core.workspace;

import app.driftless.core.problem.ProblemCode;

/// What can go wrong with a folder of configuration as a whole. What is wrong inside `.driftless.yaml` are findings.
public enum WorkspaceProblem implements ProblemCode {
    /// A file can't be read: gone, a link, too large, no permission.
    UNREADABLE("WORKSPACE-001"),
    /// There is no environment of that name.
    NO_SUCH_ENVIRONMENT("WORKSPACE-002"),
    /// The sample repository can't be created where it was asked for.
    SAMPLE_FAILED("WORKSPACE-003"),
    /// Subject: the file. Arguments: the environment.
    RULE_NOT_ADDED("WORKSPACE-004");

    private final String id;

    WorkspaceProblem(String id) {
        this.id = id;
    }

    @Override
    public String area() {
        return "workspace";
    }

    @Override
    public String id() {
        return id;
    }
}
