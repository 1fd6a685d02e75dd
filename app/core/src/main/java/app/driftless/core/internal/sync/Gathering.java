package app.driftless.core.internal.sync;

import app.driftless.core.flow.Lane;
import app.driftless.core.flow.Workers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// Does something soon, in a lane: at once after a quiet moment, so that one change is seen without delay; else what
/// comes close together is done together. Thread-safe.
final class Gathering {
    private static final Duration GAP = Duration.ofMillis(100);

    private final Workers workers;
    private final Lane lane;
    private final Runnable task;
    private final AtomicBoolean coming = new AtomicBoolean();
    private volatile long done = System.nanoTime() - GAP.toNanos();

    Gathering(Workers workers, Lane lane, Runnable task) {
        this.workers = workers;
        this.lane = lane;
        this.task = task;
    }

    void soon() {
        if (coming.compareAndSet(false, true)) {
            Duration quiet = Duration.ofNanos(System.nanoTime() - done);
            if (quiet.compareTo(GAP) >= 0) {
                lane.execute(this::run);
            } else {
                workers.after(GAP.minus(quiet), "live", () -> lane.execute(this::run));
            }
        }
    }

    private void run() {
        coming.set(false);
        task.run();
        done = System.nanoTime();
    }
}
