package app.driftless.core.repo;

import app.driftless.core.problem.EngineException;
import java.util.Set;

/// Files of a work tree side by side, and changes of single hunks. Calls block. Each change is refused with
/// [RepoProblem#HUNK_GONE] if file or index are no longer what `diff` shows; then nothing was changed.
public interface SourceDiffs {
    /// @param path relative to the repository; the new one of a renamed file
    /// @throws EngineException if a side can't be read
    SourceDiff of(Comparison comparison, String path);

    /// Takes hunks of the work tree into the index. The work tree stays as it is.
    ///
    /// @param diff of [Comparison.Unstaged]
    /// @param hunks indices into [SourceDiff#hunks()]
    void stage(SourceDiff diff, Set<Integer> hunks);

    /// Takes hunks out of the index again. The work tree stays as it is.
    ///
    /// @param diff of [Comparison.Staged]
    void unstage(SourceDiff diff, Set<Integer> hunks);

    /// Puts hunks of the work tree back to what the index holds. The file as it was goes into the recovery folder
    /// first.
    ///
    /// @param diff of [Comparison.Unstaged]
    void discard(SourceDiff diff, Set<Integer> hunks);
}
