package app.driftless.core.internal.sync;

import app.driftless.core.flow.CancelToken;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Paces the writes of one sync: while the server says that it is too busy, or is away, one request at a time is
/// sent, never before the time it named, with growing jittered pauses. Thread-safe.
final class Courtesy {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private final CancelToken cancel;
    private final ReentrantLock probing = new ReentrantLock();
    private volatile int refusals;
    private volatile long notBefore = System.nanoTime();

    Courtesy(CancelToken cancel) {
        this.cancel = cancel;
    }

    /// Runs `request` when it is time for it.
    <T> T send(Supplier<T> request) {
        if (refusals == 0) {
            return request.get();
        }
        probing.lock();
        try {
            long wait = notBefore - System.nanoTime();
            if (refusals > 0 && wait > 0) {
                Pause.of(Duration.ofNanos(wait), cancel);
            }
            return request.get();
        } finally {
            probing.unlock();
        }
    }

    void accepted() {
        refusals = 0;
    }

    void refused(Optional<Duration> named) {
        probing.lock();
        try {
            refusals++;
            double grown = FIRST.toNanos()
                    * Math.pow(2, Math.min(refusals, 10))
                    * ThreadLocalRandom.current().nextDouble(0.75, 1.25);
            long pause = Math.min(LONGEST.toNanos(), (long) grown);
            notBefore = System.nanoTime()
                    + Math.max(pause, named.orElse(Duration.ZERO).toNanos());
        } finally {
            probing.unlock();
        }
    }
}
