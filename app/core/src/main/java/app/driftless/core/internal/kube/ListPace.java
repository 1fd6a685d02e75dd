package app.driftless.core.internal.kube;

import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import java.time.Duration;

/// Tells a long list from one that does not end: a server may name a next page for ever, and send each as slowly as
/// one call allows (T20). For one list.
final class ListPace {
    private static final long MOST_BYTES = 256L << 20;
    private static final int MOST_OBJECTS = 200_000;
    private static final int MOST_EMPTY = 20;
    private static final long LEAST_PER_SECOND = 50;
    private final String title;
    private final Duration patience;
    private long start;
    private boolean started;
    private long bytes;
    private int before;
    private int empty;

    /// @param call how long a single call may take; a list has to prove fast before that, for its last page takes time
    ListPace(String title, Duration call) {
        this.title = title;
        this.patience = call.multipliedBy(5).dividedBy(6);
    }

    /// Another page came, and names a next one. The clock runs from the first: before it, the list may have waited for
    /// requests of ours.
    ///
    /// @param objects how many there are by now
    /// @throws EngineException if it is too much, or leads nowhere
    void page(int objects, int length) {
        if (!started) {
            started = true;
            start = System.nanoTime();
        }
        bytes += length;
        // The server's own memory of a list may end in its middle; then the count begins anew.
        empty = objects == before ? empty + 1 : 0;
        before = objects;
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        boolean crawls = taken.compareTo(patience) > 0 && objects < taken.toSeconds() * LEAST_PER_SECOND;
        if (bytes > MOST_BYTES || objects > MOST_OBJECTS || empty > MOST_EMPTY || crawls) {
            throw new EngineException(Problem.of(ClusterProblem.BAD_ANSWER, title, "the list does not end"));
        }
    }
}
