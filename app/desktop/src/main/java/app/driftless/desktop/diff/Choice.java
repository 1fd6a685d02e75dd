package app.driftless.desktop.diff;

import app.driftless.core.diff.Difference;
import java.util.List;
import java.util.Locale;

/// What becomes of a field that somebody else wrote, at the next sync that a person starts (R12 of the engine
/// reference). *Adopt* is no such choice: it changes the repository, now.
public enum Choice {
    /// Nothing is decided: a conflicting object is held, what was added by hand stays.
    LATER,
    /// The field becomes ours, with what Git says.
    TAKE_OVER,
    /// The field stays with its owner; the rest of the object is applied.
    LEAVE,
    /// What was added by hand is removed, explicitly.
    REMOVE;

    /// What there is to choose; empty where a sync decides by itself.
    public static List<Choice> open(Difference difference) {
        if (difference.addedByHand()) {
            return List.of(LATER, REMOVE);
        }
        return difference.conflict() ? List.of(LATER, TAKE_OVER, LEAVE) : List.of();
    }

    /// The last part of its text keys.
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
