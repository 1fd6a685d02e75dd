package app.driftless.core.flow;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// The work of a command line that is ended in good order when the process is told to end, as by Ctrl+C: its token is
/// cancelled, and the process stays until the work has settled what it had under way, but not for ever. Thread-safe.
public final class InterruptibleWork {
    private final CancelToken cancel = new CancelToken();
    private final AtomicInteger running = new AtomicInteger();
    private final CountDownLatch settled = new CountDownLatch(1);

    /// @param patience how long the process waits for the work at most
    public InterruptibleWork(Duration patience) {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("interrupt").unstarted(() -> end(patience)));
    }

    /// Cancelled when the process is told to end.
    public CancelToken cancel() {
        return cancel;
    }

    /// Runs `work`, which listens to [#cancel].
    public <T> T run(Supplier<T> work) {
        running.incrementAndGet();
        try {
            return work.get();
        } finally {
            if (running.decrementAndGet() == 0 && cancel.isCancelled()) {
                settled.countDown();
            }
        }
    }

    private void end(Duration patience) {
        cancel.cancel();
        if (running.get() == 0) {
            return;
        }
        try {
            // The end is here, whether the work is over or not; a sync that is not is settled by the next one.
            settled.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
