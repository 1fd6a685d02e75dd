package app.driftless.core.sync;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Loadable;
import app.driftless.core.flow.Progress;
import app.driftless.core.internal.sync.PushedCommit;
import app.driftless.core.problem.EngineException;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.RepoState;
import app.driftless.core.repo.Repository;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The remote of a repository, asked once for all who want to know. Thread-safe; calls block.
public final class RemoteBranch {
    private final Repository repository;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private Optional<Answer> last = Optional.empty();

    private record Answer(Instant asked, Optional<EngineException> failure) {}

    public RemoteBranch(Repository repository, InstantSource clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /// Fetches, if there is a remote. An answer that was asked for at `since` or later serves, a failure too: who
    /// waits for another one's answer does not ask again.
    ///
    /// @throws EngineException if it cannot be fetched
    public void fetch(Instant since, Progress progress, CancelToken cancel) {
        if (state().map(s -> s.remotes().isEmpty()).orElse(true)) {
            return;
        }
        asking.lock();
        try {
            Optional<Answer> known = last.filter(answer -> !answer.asked().isBefore(since));
            Answer answer = known.orElseGet(() -> ask(progress, cancel));
            last = Optional.of(answer);
            if (answer.failure().isPresent()) {
                throw answer.failure().get();
            }
        } finally {
            asking.unlock();
        }
    }

    private Answer ask(Progress progress, CancelToken cancel) {
        cancel.throwIfCancelled();
        Instant asked = clock.instant();
        try {
            repository.fetch(progress, cancel);
            return new Answer(asked, Optional.empty());
        } catch (EngineException e) {
            cancel.throwIfCancelled();
            return new Answer(asked, Optional.of(e));
        }
    }

    /// Pushes the branch if `commit` is its newest and the remote lacks it.
    ///
    /// @return whether there was anything to push
    public boolean push(Commit commit, Progress progress, CancelToken cancel) {
        boolean newest = state().flatMap(RepoState::head)
                .filter(head -> head.id().equals(commit.id()))
                .isPresent();
        if (!newest || isThere(commit)) {
            return false;
        }
        repository.push(progress, cancel);
        return true;
    }

    private boolean isThere(Commit commit) {
        try {
            return repository.descends(PushedCommit.known(repository).commit(), commit.id());
        } catch (EngineException e) {
            // The branch has no counterpart there yet: a push publishes it.
            return false;
        }
    }

    private Optional<RepoState> state() {
        return repository.state().get().latest().map(Loadable.Ready::value);
    }
}
