package app.driftless.core.plan;

/// How much one object needs another one to be there first, from a wish to a must. A circle is broken at its weakest
/// link.
public enum Strength {
    /// It is tidier that way.
    SOFT,
    /// It works only once the other one is there, but the server takes it before.
    FIRM,
    /// The waves that annotations name (`argocd.argoproj.io/sync-wave`).
    WAVE,
    /// An annotation names the other one, or its group.
    DECLARED,
    /// Without the other one the server refuses or changes it.
    HARD;

    /// Whether a circle may be broken here without asking anybody.
    boolean breakable() {
        return compareTo(DECLARED) < 0;
    }

    static Strength stronger(Strength one, Strength other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
