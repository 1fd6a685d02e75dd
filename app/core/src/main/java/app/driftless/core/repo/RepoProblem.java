package app.driftless.core.repo;

import app.driftless.core.problem.ProblemCode;

/// What can go wrong with a repository.
public enum RepoProblem implements ProblemCode {
    /// The folder is not a Git work tree.
    NOT_A_REPOSITORY("REPO-001"),
    /// A file is not there.
    NO_SUCH_FILE("REPO-002"),
    /// A revision does not exist.
    NO_SUCH_REVISION("REPO-003");

    private final String id;

    RepoProblem(String id) {
        this.id = id;
    }

    @Override
    public String area() {
        return "repo";
    }

    @Override
    public String id() {
        return id;
    }
}
