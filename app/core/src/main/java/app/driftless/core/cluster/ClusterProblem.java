package app.driftless.core.cluster;

import app.driftless.core.problem.ProblemCode;

/// What can go wrong in finding, reaching and asking a cluster. The arguments that each text takes after the subject
/// are named here.
public enum ClusterProblem implements ProblemCode {
    /// Subject: the context. Arguments: the files, the contexts that exist.
    CONTEXT_MISSING("CLUSTER-001"),
    /// Subject: the file.
    FILE_UNREADABLE("CLUSTER-002"),
    /// Subject: the file. Arguments: what is wrong with it.
    FILE_INVALID("CLUSTER-003"),
    /// Subject: the context. Arguments: `cluster` or `user`, its name.
    ENTRY_MISSING("CLUSTER-004"),
    /// Subject: the cluster entry. Arguments: the setting that was refused.
    INSECURE_REFUSED("CLUSTER-005"),
    /// Subject: the program's absolute path. Arguments: the context.
    EXEC_NOT_ALLOWED("CLUSTER-006"),
    /// Subject: the program. Arguments: the reason.
    EXEC_FAILED("CLUSTER-007"),
    /// Subject: the server.
    TLS_FAILED("CLUSTER-008"),
    /// Subject: the server.
    UNREACHABLE("CLUSTER-009"),
    /// Subject: the server.
    UNAUTHORIZED("CLUSTER-010"),
    /// Subject: the object or kind. Arguments: the server's words.
    FORBIDDEN("CLUSTER-011"),
    /// Subject: the request. Arguments: seconds.
    TIMEOUT("CLUSTER-012"),
    /// Subject: the request. Arguments: mebibytes.
    TOO_LARGE("CLUSTER-013"),
    /// Subject: the request. Arguments: what is wrong with the answer.
    BAD_ANSWER("CLUSTER-014"),
    /// Subject: the request or object. Arguments: the status code, the server's words.
    SERVER_ERROR("CLUSTER-015"),
    /// Subject: the object. Arguments: the server's words.
    INVALID("CLUSTER-016"),
    /// Subject: the object. Arguments: the server's words.
    ADMISSION_REFUSED("CLUSTER-017"),
    /// Subject: the object. Arguments: the webhook, the server's words.
    WEBHOOK_FAILED("CLUSTER-018"),
    /// Subject: the kind. Arguments: the server.
    KIND_MISSING("CLUSTER-019"),
    /// Subject: the object. Arguments: the namespace.
    NAMESPACE_MISSING("CLUSTER-020"),
    /// Subject: the server.
    IDENTITY_HIDDEN("CLUSTER-021"),
    /// Subject: the file or entry. Arguments: the reason.
    KEY_UNUSABLE("CLUSTER-022"),
    /// Subject: the user entry. Arguments: the mechanism.
    UNSUPPORTED_CREDENTIALS("CLUSTER-023"),
    /// Subject: the proxy. Arguments: the reason.
    PROXY_UNUSABLE("CLUSTER-024"),
    /// Subject: the request or object.
    OUTCOME_UNKNOWN("CLUSTER-025"),
    /// Subject: the request.
    BUSY("CLUSTER-026"),
    /// Subject: the request. Arguments: where to.
    REDIRECTED("CLUSTER-027"),
    /// Subject: the object. Arguments: the server's words.
    IMMUTABLE("CLUSTER-028"),
    /// Subject: the object. Arguments: the server's words.
    QUOTA("CLUSTER-029"),
    /// Subject: the object. Arguments: the webhook.
    WEBHOOK_WITHOUT_DRY_RUN("CLUSTER-030"),
    /// Subject: the object. Arguments: the fields, the webhooks that may be meant.
    NOT_CONVERGING("CLUSTER-031");

    private final String id;

    ClusterProblem(String id) {
        this.id = id;
    }

    @Override
    public String area() {
        return "cluster";
    }

    @Override
    public String id() {
        return id;
    }
}
