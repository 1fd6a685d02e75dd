package app.driftless.core.internal.sync;

/// The write of one object of a plan, whatever it takes. Used once.
interface ObjectWrite {
    /// Blocks until it is known what became of it.
    ///
    /// @throws Halt if the whole sync must stop
    Written write();

    /// Whether something was sent whose outcome is not known, or that is done by half.
    boolean uncertain();

    /// How the ledger calls it.
    String verb();
}
