package app.driftless.core.diff;

/// Whose a difference is (§2.1 of the engine reference).
public enum DiffClass {
    /// The repository changes it.
    YOURS,
    /// Somebody changed it live.
    DRIFT,
    /// Another controller owns it.
    FOREIGN,
    /// The server filled it in.
    DEFAULT,
    /// Admission changes what we send; in sync.
    MUTATED,
    /// A rule of `.driftless.yaml` leaves it to others: neither a change nor applied.
    IGNORED
}
