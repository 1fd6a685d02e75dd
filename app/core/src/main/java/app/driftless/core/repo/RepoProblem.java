package app.driftless.core.repo;

import app.driftless.core.problem.ProblemCode;

/// What can go wrong with a repository; each says in its texts what it is.
public enum RepoProblem implements ProblemCode {
    NOT_A_REPOSITORY("REPO-001"),
    NO_SUCH_FILE("REPO-002"),
    NO_SUCH_REVISION("REPO-003"),
    FAILED("REPO-004"),
    LOCKED("REPO-005"),
    TOO_LARGE("REPO-006"),
    OUTSIDE("REPO-007"),
    CHANGED_OUTSIDE("REPO-008"),
    SAVE_FAILED("REPO-009"),
    NOT_UTF8("REPO-010"),
    NOT_WRITABLE("REPO-011"),
    IS_A_LINK("REPO-012"),
    EXISTS("REPO-013"),
    SIGNING("REPO-014"),
    NO_MESSAGE("REPO-015"),
    DETACHED("REPO-016"),
    NO_AUTHOR("REPO-017"),
    CANNOT_REVERT("REPO-018"),
    REVERT_CONFLICT("REPO-019"),
    UNCOMMITTED("REPO-020"),
    BAD_BRANCH_NAME("REPO-021"),
    NO_UPSTREAM("REPO-022"),
    NO_REMOTE("REPO-023"),
    PUSH_BEHIND("REPO-024"),
    PUSH_REFUSED("REPO-025"),
    NOT_AUTHORISED("REPO-026"),
    REMOTE_FAILED("REPO-027"),
    CLONE_FAILED("REPO-028"),
    CLONE_LEFT_FILES("REPO-029"),
    BAD_URL("REPO-030"),
    OTHER_OWNER("REPO-031"),
    GIT_DIR_OUTSIDE("REPO-032"),
    UNSUPPORTED("REPO-033"),
    UNFINISHED("REPO-034"),
    REDIRECTED("REPO-035"),
    HUNK_GONE("REPO-036"),
    NOTHING_TO_UNDO("REPO-037"),
    BAD_NAME("REPO-041"),
    CASE_CLASH("REPO-042"),
    INTO_ITSELF("REPO-043"),
    SERVER_ANSWERED("REPO-050"),
    SERVER_SILENT("REPO-051"),
    SERVER_TOO_LONG("REPO-052"),
    NO_SUCH_REMOTE("REPO-053"),
    CERTIFICATE("REPO-054"),
    HOST_KEY_UNKNOWN("REPO-055"),
    HOST_KEY_CHANGED("REPO-056"),
    PROXY_UNUSABLE("REPO-057"),
    FILTERED("REPO-058"),
    PUSH_UNKNOWN("REPO-059"),
    PUSH_ARRIVED("REPO-060"),
    PUSH_LOST("REPO-061"),
    PULL_PUT_BACK("REPO-062"),
    PULL_FINISHED("REPO-063"),
    REF_RESTORED("REPO-064"),
    REF_SET_ASIDE("REPO-065"),
    REF_LOST("REPO-066"),
    REF_GONE("REPO-067"),
    HEAD_RESTORED("REPO-068"),
    HEAD_LOST("REPO-069"),
    PACKED_RESTORED("REPO-070"),
    INDEX_REBUILT("REPO-071"),
    OBJECT_RESTORED("REPO-072"),
    OBJECT_UNNEEDED("REPO-073"),
    OBJECT_LOST("REPO-074"),
    CONFIG_BROKEN("REPO-075");

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
