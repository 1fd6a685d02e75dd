package app.driftless.desktop.editor;

import app.driftless.core.problem.Problem;
import app.driftless.core.repo.FileText;
import java.util.Optional;

/// What stands between the person and a simple save.
public sealed interface EditCondition {
    record Fine() implements EditCondition {}

    /// The file can't be shown at all.
    record Unreadable(Problem problem) implements EditCondition {}

    record ReadOnly(Problem reason) implements EditCondition {}

    /// The file on disk is no longer what the edit started from. Empty `theirs`: it was deleted.
    record ChangedOutside(Optional<FileText> theirs) implements EditCondition {}

    /// The last save failed; the text is kept here and in the journal.
    record SaveFailed(Problem problem) implements EditCondition {}

    /// Unsaved text of an earlier session was put back.
    record Recovered() implements EditCondition {}
}
