package app.driftless.core.sync;

import app.driftless.core.problem.ProblemCode;

/// Why a sync stopped, or did not write an object. The arguments that each text takes after the subject are named
/// here.
public enum SyncProblem implements ProblemCode {
    /// Subject: the environment. Arguments: holder, commit, until when.
    LOCKED("SYNC-001"),
    /// Subject: the environment. Arguments: the commit to sync, the commit in the cluster.
    BACKWARDS("SYNC-002"),
    /// Subject: the inventory's parent. Arguments: whose it is.
    FOREIGN_PARENT("SYNC-003"),
    /// Subject: the environment.
    LOCK_LOST("SYNC-004"),
    /// Subject: the cluster. Arguments: expected, found.
    WRONG_CLUSTER("SYNC-005"),
    /// Subject: the environment. Arguments: the number of errors.
    FINDINGS("SYNC-006"),
    /// Subject: the environment.
    NO_COMMIT("SYNC-007"),
    /// Subject: the environment. Arguments: minutes.
    OLD_PLAN("SYNC-008"),
    /// Subject: the environment. Arguments: the settings.
    LOOSENED("SYNC-009"),
    /// Subject: the object. Arguments: fields with their managers.
    CONFLICT("SYNC-010"),
    /// Subject: the object.
    MOVED("SYNC-011"),
    /// Subject: the object.
    DELETE_UNCONFIRMED("SYNC-012"),
    /// Subject: the object.
    BY_HAND("SYNC-013"),
    /// Subject: the object. Arguments: who looks after it.
    NOT_OURS("SYNC-014"),
    /// Subject: the object.
    PRUNE_WAITS("SYNC-015"),
    /// Subject: the CRD. Arguments: seconds.
    NOT_ESTABLISHED("SYNC-016"),
    /// Subject: the environment. Arguments: the commit.
    INTERRUPTED("SYNC-017"),
    /// Subject: the file.
    LEDGER_UNWRITABLE("SYNC-018"),
    /// Subject: the object.
    UNSETTLED("SYNC-019"),
    /// Subject: the environment. Arguments: the cluster.
    UNBOUND("SYNC-021"),
    /// Subject: the environment. Arguments: the commit.
    NO_ENVIRONMENT("SYNC-022"),
    /// Subject: the environment. Arguments: the approved commit, the pushed commit.
    BRANCH_MOVED("SYNC-023"),
    /// Subject: the branch.
    NO_REMOTE_BRANCH("SYNC-024"),
    /// Subject: the environment. Arguments: what forbids writing.
    READ_ONLY("SYNC-025"),
    /// Subject: the object. Arguments: the first place, the second place.
    TWICE("SYNC-026"),
    /// Subject: the object. Arguments: the fields.
    FIELDS_OF_NEW("SYNC-034"),
    /// Subject: the object. Arguments: the fields.
    NO_SUCH_FIELD("SYNC-035"),
    /// Subject: the object.
    REPLACE_UNCONFIRMED("SYNC-041"),
    /// Subject: the object. Arguments: the server's words.
    REPLACE_RESTORED("SYNC-042"),
    /// Subject: the object. Arguments: the server's words.
    REPLACE_LOST("SYNC-043"),
    /// Subject: the object. Arguments: what holds it.
    REPLACE_GOING("SYNC-044"),
    /// Subject: the environment. Arguments: the commit.
    UNDONE("SYNC-045"),
    /// Subject: the sync's id. Arguments: the environment.
    NO_SUCH_SYNC("SYNC-046"),
    /// Subject: the sync's id. Arguments: when it began.
    NOT_KEPT("SYNC-047"),
    /// Subject: the environment.
    NOTHING_TO_UNDO("SYNC-048"),
    /// Subject: the object. Arguments: the fields.
    NOT_SETTLING("SYNC-051"),
    /// Subject: the object. Arguments: the fields.
    NOT_AS_FORESEEN("SYNC-052"),
    /// Subject: the object. Arguments: what it needs.
    NEEDS("SYNC-027"),
    /// Subject: the object. Arguments: what it waited for, seconds, why that is not healthy.
    NOT_HEALTHY("SYNC-028"),
    /// Subject: the environment. Arguments: how many objects, the objects with the codes of their problems.
    REFUSED("SYNC-029");

    private final String id;

    SyncProblem(String id) {
        this.id = id;
    }

    @Override
    public String area() {
        return "sync";
    }

    @Override
    public String id() {
        return id;
    }
}
