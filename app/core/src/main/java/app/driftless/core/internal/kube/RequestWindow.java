package app.driftless.core.internal.kube;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// How many requests may be under way to one server: grows by one for each full window of answers, halves when the
/// server says that it is too busy, between 4 and 64 (R18). After a Retry-After nobody starts before its end.
final class RequestWindow {
    private static final int LEAST = 4;
    private static final int MOST = 64;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private double limit = 16;
    private int underWay;
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

    /// @param served false if there was no answer, which says nothing about how busy the server is
    void leave(boolean served) {
        lock.lock();
        try {
            underWay--;
            if (served) {
                limit = Math.min(MOST, limit + 1 / limit);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void busy(Duration pause) {
        lock.lock();
        try {
            limit = Math.max(LEAST, limit / 2);
            notBefore = Math.max(notBefore, System.nanoTime() + pause.toNanos());
        } finally {
            lock.unlock();
        }
    }
}
