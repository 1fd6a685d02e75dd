package app.driftless.desktop.repository;

import app.driftless.core.repo.RepoState;

/// What the one Git button would do: it is named by the next step.
public sealed interface NextStep {
    /// Nothing to send and nothing to take.
    record Nothing() implements NextStep {}

    /// The branch is not on the remote yet.
    record Publish() implements NextStep {}

    record Push(int commits) implements NextStep {}

    /// The remote has commits that we lack; they come first.
    record Pull(int commits) implements NextStep {}

    /// There is no remote, or no branch.
    record Impossible() implements NextStep {}

    static NextStep of(RepoState state) {
        if (state.remotes().isEmpty()
                || state.branch().isEmpty()
                || state.head().isEmpty()) {
            return new Impossible();
        }
        if (state.upstream().isEmpty()) {
            return new Publish();
        }
        if (state.behind() > 0) {
            return new Pull(state.behind());
        }
        return state.ahead() > 0 ? new Push(state.ahead()) : new Nothing();
    }
}
