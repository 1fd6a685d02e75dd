package app.driftless.core.flow;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// The end of a process that stays open until a person closes it. It comes once: from the front end, or when
/// the process is told to end, as at a logout or by `kill`; then nobody is asked anything, and it takes no
/// longer than the patience. Thread-safe.
public final class OrderlyEnd {
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);

    /// @param patience how long a process that was told to end stays at most
    /// @param whenTold what is to be done then; on a thread of its own
    public OrderlyEnd(Duration patience, Runnable whenTold) {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("orderly-end").unstarted(() -> told(patience, whenTold)));
    }

    /// Runs `steps`, unless the end has begun already.
    public void once(Runnable steps) {
        if (begun.compareAndSet(false, true)) {
            try {
                steps.run();
            } finally {
                done.countDown();
            }
        }
    }

    private void told(Duration patience, Runnable whenTold) {
        Thread.ofPlatform().daemon().name("end").start(() -> once(whenTold));
        try {
            // The end is here, whether all is done or not: what is left is settled by the next start.
            done.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
