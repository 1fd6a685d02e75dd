package app.driftless.core.repo;

/// Which two states of a file are compared.
public sealed interface Comparison {
    /// What is not staged yet: the index, and the work tree.
    record Unstaged() implements Comparison {}

    /// What the next commit will change: HEAD, and the index.
    record Staged() implements Comparison {}

    /// All that is not committed: HEAD, and the work tree.
    record Uncommitted() implements Comparison {}

    /// What a commit changed: its first parent, and the commit.
    record InCommit(Commit commit) implements Comparison {}
}
