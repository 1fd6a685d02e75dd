package app.driftless.core.workspace;

/// How carefully an environment is written to.
public enum Protection {
    OPEN,
    CONFIRM,
    /// A person types the cluster's name, and confirms each delete.
    LOCKED
}
