package app.driftless.desktop.diff;

import app.driftless.core.diff.Difference;

/// What a person can do about a difference. FX thread; each asks before anything is written.
public interface DiffActions {
    /// Puts the field back to what Git says: an apply that may take exactly this field.
    void putBack(ShownDiff shown, Difference difference);

    /// Whether writing to the shown cluster is possible at all from here.
    boolean canWrite(ShownDiff shown);

    /// Opens the source at the field.
    void openSource(ShownDiff shown, Difference difference);
}
