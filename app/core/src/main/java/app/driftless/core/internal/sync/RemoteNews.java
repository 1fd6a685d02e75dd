package app.driftless.core.internal.sync;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.RemoteBranch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What one loop knows of asking the remote. Used by one thread at a time.
final class RemoteNews {
    /// How long a failure serves all loops that try again.
    private static final Duration ECHO = Duration.ofSeconds(2);
    private final RemoteBranch remote;
    private boolean asked;
    private boolean answered;

    RemoteNews(RemoteBranch remote) {
        this.remote = remote;
    }

    /// Whether it was asked at all.
    boolean asked() {
        return asked;
    }

    /// How old an answer may be where it is asked each `interval`.
    Duration content(Duration interval) {
        return answered ? interval.dividedBy(2) : ECHO;
    }

    /// Why it could not be asked; empty if it was.
    Optional<Problem> fetch(Instant since, CancelToken cancel) {
        asked = true;
        try {
            remote.fetch(since, Progress.none(), cancel);
            answered = true;
            return Optional.empty();
        } catch (EngineException e) {
            answered = false;
            return Optional.of(e.problem());
        }
    }
}
