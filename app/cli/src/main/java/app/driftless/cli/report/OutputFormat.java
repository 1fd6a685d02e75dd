package app.driftless.cli.report;

import java.util.Locale;

/// How a command answers.
public enum OutputFormat {
    /// For people.
    TEXT,
    /// For scripts: one document on standard output, events as JSON lines on standard error.
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
