package app.driftless.desktop.diff;

import app.driftless.core.repo.SourceDiff;

/// What a person can do about a hunk. FX thread; returns at once.
public interface HunkActions {
    /// Takes it into the next commit.
    void stage(SourceDiff diff, int hunk);

    /// Takes it out of the next commit.
    void unstage(SourceDiff diff, int hunk);

    /// Asks, then puts the lines back to what is staged.
    void discard(SourceDiff diff, int hunk);

    /// Opens the file.
    ///
    /// @param line from 1
    void openFile(SourceDiff diff, int line);
}
