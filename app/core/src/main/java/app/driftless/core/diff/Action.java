package app.driftless.core.diff;

/// What a sync would do to an object.
public enum Action {
    CREATE,
    UPDATE,
    /// A field that cannot change would change: deleted and created anew, with a consent of its own.
    REPLACE,
    /// Content is equal; only who owns the fields would change.
    OWNERSHIP,
    DELETE,
    UNCHANGED,
    /// It could not be judged; see the problem.
    ERROR;

    /// Whether the object holds what is desired, whoever else owns some of it: then it has not drifted.
    public boolean keepsContent() {
        return this == UNCHANGED || this == OWNERSHIP;
    }
}
