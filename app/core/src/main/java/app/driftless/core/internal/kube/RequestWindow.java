package app.driftless.core.internal.kube;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// How many requests may be under way to one server, between 4 and 64 (R18): grows by one for each full window
/// of answers, halves when the server refuses one as too busy, and grows but slowly again near where that
/// happened. Beyond 16 it grows only while writes are answered about as fast as the fastest of them: where they
/// are not, they wait in the server already, and more of them would make it slower for everybody. What it has grown
/// to stays, also from the dry runs of a plan to the writes of its sync. Who reads one object, for a person who
/// waits for it, goes before the thousands of a comparison or a sync, and finds two places of its own.
///
/// Who is refused waits by itself. When the server refuses one after the other, or asks for a long pause, everybody
/// waits, and then one request at a time finds out whether the server is back, in growing pauses: no more than ten a
/// minute (F58).
final class RequestWindow {
    private static final int LEAST = 4;
    private static final int MOST = 64;
    private static final int START = 16;
    private static final int SLOWER = 2;
    private static final int RESERVED = 2;
    private static final int STORM = 4;
    private static final double CAREFUL = 0.05;
    /// Asked to stay away for so long, it is not one request that is too much.
    private static final Duration LONG = Duration.ofSeconds(5);
    /// Nobody waits longer than this for a server that serves nobody.
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition changedForReads = lock.newCondition();
    private double limit = START;
    private double refusedAt = MOST;
    private int underWay;
    private int refusalsInARow;
    private int probes;
    private boolean storm;
    private long stormSince;
    private long notBefore = System.nanoTime();
    /// Of the writes since nothing was under way, in nanoseconds: what the network takes changes with the network.
    private long fastest = Long.MAX_VALUE;

    /// Waits for its turn.
    ///
    /// @param ahead whether it goes before those that are not
    /// @return false if it is not worth waiting for; nothing may be sent then
    boolean enter(boolean ahead) throws InterruptedException {
        Condition turn = ahead ? changedForReads : changed;
        lock.lockInterruptibly();
        try {
            while (true) {
                long now = System.nanoTime();
                long wait = notBefore - now;
                if (wait > PATIENCE.toNanos() || (wait > 0 && storm && now - stormSince > PATIENCE.toNanos())) {
                    return false;
                }
                if (wait > 0) {
                    turn.await(wait, TimeUnit.NANOSECONDS);
                } else if (underWay >= (storm ? 1 : (int) limit + (ahead ? RESERVED : 0))) {
                    turn.await();
                } else {
                    underWay++;
                    return true;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// How long nothing may be sent.
    Duration closedFor() {
        lock.lock();
        try {
            return Duration.ofNanos(Math.max(0, notBefore - System.nanoTime()));
        } finally {
            lock.unlock();
        }
    }

    /// A request that was under way was answered.
    ///
    /// @param nanos how long a write or its dry run took; 0 for others, which tell nothing by that
    void served(long nanos) {
        lock.lock();
        try {
            boolean full = underWay >= (int) limit;
            ended();
            refusalsInARow = 0;
            probes = 0;
            storm = false;
            if (nanos > 0) {
                fastest = Math.min(fastest, nanos);
            }
            if (full && (limit < START || nanos / SLOWER <= fastest)) {
                limit = Math.min(MOST, limit + (limit + 1 < refusedAt ? 1 : CAREFUL) / limit);
            }
            admit();
        } finally {
            lock.unlock();
        }
    }

    private void ended() {
        underWay--;
        if (underWay == 0) {
            fastest = Long.MAX_VALUE;
        }
    }

    /// A request that was under way got no answer, or needed none.
    void left() {
        lock.lock();
        try {
            ended();
            admit();
        } finally {
            lock.unlock();
        }
    }

    /// Wakes as many as there is room for: thousands may wait.
    private void admit() {
        for (int i = underWay; i < (int) limit + RESERVED; i++) {
            changedForReads.signal();
        }
        for (int i = underWay; i < (int) limit; i++) {
            changed.signal();
        }
    }

    /// The server refused a request that was under way, and asks to wait so long.
    void refused(Duration pause) {
        lock.lock();
        try {
            ended();
            refusedAt = limit;
            limit = Math.max(LEAST, limit / 2);
            refusalsInARow++;
            if (refusalsInARow >= STORM || pause.compareTo(LONG) >= 0) {
                stayAway(pause);
            }
            changedForReads.signalAll();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void stayAway(Duration pause) {
        long now = System.nanoTime();
        if (!storm) {
            storm = true;
            stormSince = now;
        }
        long own = 0;
        // Those that were under way already tell nothing new.
        if (now - notBefore >= 0) {
            long grown = Math.min(LONGEST.toNanos(), FIRST.toNanos() << Math.min(probes, 6));
            own = (long) (grown * ThreadLocalRandom.current().nextDouble(1, 1.25));
            probes++;
        }
        notBefore = Math.max(notBefore, now + Math.max(own, pause.toNanos()));
    }
}
