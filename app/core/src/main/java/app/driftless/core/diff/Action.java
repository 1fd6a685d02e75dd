package app.driftless.core.diff;

/// What a sync would do to an object.
public enum Action {
    CREATE,
    UPDATE,
    /// Content is equal; only who owns the fields would change.
    OWNERSHIP,
    DELETE,
    UNCHANGED,
    /// It could not be judged; see the problem.
    ERROR
}
