package app.driftless.core.repo;

import java.util.List;

/// What a pull did.
public sealed interface PullResult {
    record UpToDate() implements PullResult {}

    /// @param commits how many commits came in
    record Updated(int commits) implements PullResult {}

    /// The rebase was undone: branch and files are as before.
    record Conflicts(List<String> paths) implements PullResult {}
}
