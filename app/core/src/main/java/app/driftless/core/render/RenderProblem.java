package app.driftless.core.render;

import app.driftless.core.problem.ProblemCode;

/// Why nothing was rendered at all. What is wrong in single files are findings.
public enum RenderProblem implements ProblemCode {
    /// The repository is restricted: no program runs for it.
    NOT_TRUSTED("RENDER-001"),
    /// No kustomize and no kubectl is there.
    NO_PROGRAM("RENDER-002"),
    /// The program ended with an error; its words are the details.
    PROGRAM_FAILED("RENDER-003"),
    /// The program took too long and was ended.
    TOO_SLOW("RENDER-004"),
    /// The program wrote too much and was ended.
    TOO_LARGE("RENDER-005"),
    /// Charts can't be rendered yet.
    CHARTS("RENDER-006"),
    /// The environment's folder has no files.
    EMPTY_FOLDER("RENDER-007"),
    /// Kustomize was asked for in a folder that has no kustomization.
    NO_KUSTOMIZATION("RENDER-008"),
    /// Files could not be laid out for the program.
    DISK("RENDER-009");

    private final String id;

    RenderProblem(String id) {
        this.id = id;
    }

    @Override
    public String area() {
        return "render";
    }

    @Override
    public String id() {
        return id;
    }
}
