package app.driftless.core.internal.yaml;

/// What a manifest may cost. Beyond it a file is refused with the figure, before memory is spent.
final class Limits {
    /// UTF-16 units of a file.
    static final int FILE = 5 * 1024 * 1024;
    /// Levels of collections inside each other.
    static final int DEPTH = 50;
    /// UTF-16 units of one scalar.
    static final int SCALAR = 1024 * 1024;
    /// Digits of one number.
    static final int DIGITS = 1_000;
    /// Nodes that aliases and merge keys add to a file. Long scalars count more than once.
    static final int ALIASED = 200_000;
    /// Findings kept of one file.
    static final int FINDINGS = 500;

    private Limits() {}

    /// A node's weight, which need not be exact beyond what is refused.
    static int weight(long nodes) {
        return (int) Math.min(nodes, 2L * ALIASED);
    }
}
