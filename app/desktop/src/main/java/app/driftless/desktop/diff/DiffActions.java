package app.driftless.desktop.diff;

import app.driftless.core.diff.Difference;
import java.util.Set;

/// What a person can do about a difference. FX thread; each asks before anything is written.
public interface DiffActions {
    /// What can be done about a difference now.
    enum Deed {
        /// Put the field back to what Git says, by an apply that may take exactly this field.
        PUT_BACK,
        /// Write what is live into the source.
        ADOPT,
        /// Make a rule by which it is not looked at.
        IGNORE,
        /// Make a rule of what was chosen about a conflict.
        REMEMBER,
        /// Sync this object and nothing else.
        SYNC_OBJECT,
        /// Sync this field and nothing else.
        SYNC_FIELD,
        OPEN_SOURCE,
        /// The rule that leaves it alone or takes it over.
        OPEN_RULE
    }

    /// What was decided about fields so far.
    Choices choices();

    /// What is possible from here: a right to write the cluster, a source to open.
    Set<Deed> possible(ShownDiff shown, Difference difference);

    void run(Deed deed, ShownDiff shown, Difference difference);

    /// Syncs the shown object and nothing else, also where no single difference is chosen.
    void syncObject(ShownDiff shown);
}
