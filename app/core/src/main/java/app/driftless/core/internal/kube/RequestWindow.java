package app.driftless.core.internal.kube;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// How many requests may be under way to one server, between 4 and 64 (R18): grows by one for each full window of
/// answers, halves when the server refuses one as too busy, and grows but slowly again near where that happened. Who
/// is
/// refused waits by itself; when the server refuses one after the other, everybody waits.
final class RequestWindow {
    private static final int LEAST = 4;
    private static final int MOST = 64;
    private static final int STORM = 4;
    private static final double CAREFUL = 0.05;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private double limit = 16;
    private double refusedAt = MOST;
    private int underWay;
    private int refusalsInARow;
    private long notBefore = System.nanoTime();

    void enter() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                long wait = notBefore - System.nanoTime();
                if (wait > 0) {
                    changed.await(wait, TimeUnit.NANOSECONDS);
                } else if (underWay >= (int) limit) {
                    changed.await();
                } else {
                    underWay++;
                    return;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// @param served false if there was no answer or a refusal
    void leave(boolean served) {
        lock.lock();
        try {
            underWay--;
            if (served) {
                refusalsInARow = 0;
                limit = Math.min(MOST, limit + (limit + 1 < refusedAt ? 1 : CAREFUL) / limit);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The server refused a request that was under way, and asks to wait so long.
    void busy(Duration pause) {
        lock.lock();
        try {
            refusedAt = limit;
            limit = Math.max(LEAST, limit / 2);
            if (++refusalsInARow >= STORM) {
                notBefore = Math.max(notBefore, System.nanoTime() + pause.toNanos());
            }
        } finally {
            lock.unlock();
        }
    }
}
