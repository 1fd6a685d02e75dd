package app.driftless.cli;

/// What a script can rely on.
public enum ExitCode {
    /// Nothing to report.
    CLEAN(0),
    /// Findings, differences, or something that was held or failed.
    FINDINGS(1),
    /// Nothing could be judged: usage or environment.
    TROUBLE(2);

    private final int value;

    ExitCode(int value) {
        this.value = value;
    }

    public int value() {
        return value;
    }
}
