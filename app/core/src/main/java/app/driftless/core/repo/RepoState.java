package app.driftless.core.repo;

import app.driftless.core.problem.Message;
import java.util.List;
import java.util.Optional;

/// What a work tree is like now.
///
/// @param branch the checked-out branch; empty when HEAD is detached
/// @param head the checked-out commit; empty before the first commit
/// @param upstream the branch that pushes go to, such as `origin/main`
/// @param ahead commits that the upstream lacks
/// @param behind commits that the upstream has and we lack
/// @param unfinished an operation that was begun outside and not ended: `rebase`, `merge`, `cherry-pick`,
///     `revert`, `bisect`
/// @param branches local branches
/// @param remotes names of the remotes
/// @param notices what of the repository's configuration is ignored, and why (hooks, filters, …)
public record RepoState(
        Optional<String> branch,
        Optional<Commit> head,
        Optional<String> upstream,
        int ahead,
        int behind,
        List<Change> changes,
        Optional<String> unfinished,
        List<String> branches,
        List<String> remotes,
        List<Message> notices) {}
