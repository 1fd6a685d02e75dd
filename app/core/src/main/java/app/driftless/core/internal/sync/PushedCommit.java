package app.driftless.core.internal.sync;

import app.driftless.core.flow.Loadable;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.RepoState;
import app.driftless.core.repo.Repository;
import app.driftless.core.sync.SyncProblem;

/// Which commit is to be synced: the newest that the remote has, never one that is only here. Where the repository
/// has no remote at all, HEAD.
///
/// @param branch as people name it, such as `origin/main`
public record PushedCommit(Commit commit, String branch) {
    /// As far as it is known here.
    ///
    /// @throws EngineException if there is none
    public static PushedCommit known(Repository repository) {
        RepoState state = state(repository);
        String branch = state.branch().orElse("HEAD");
        if (state.remotes().isEmpty()) {
            return new PushedCommit(repository.resolve("HEAD"), branch);
        }
        String upstream = state.upstream()
                .orElseThrow(() -> new EngineException(Problem.of(SyncProblem.NO_REMOTE_BRANCH, branch)));
        return new PushedCommit(repository.resolve(upstream), upstream);
    }

    private static RepoState state(Repository repository) {
        return repository
                .state()
                .get()
                .latest()
                .map(Loadable.Ready::value)
                .orElseThrow(() -> new EngineException(Problem.of(SyncProblem.NO_REMOTE_BRANCH, "HEAD")));
    }
}
