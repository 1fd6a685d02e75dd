package app.driftless.core.manifest;

/// How bad a finding is. An error blocks the plan of the environment that the file belongs to.
public enum Severity {
    ERROR,
    WARNING,
    INFO
}
