package app.driftless.core.internal.git;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Subscription;
import app.driftless.core.flow.Workers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/// One talk with a Git server. When the person cancels, when the server is silent for too long, or when all of it
/// takes too long, everything that was opened for it is closed, so that no thread waits on (T23 of the trust
/// reference).
final class Conversation implements AutoCloseable {
    /// Why it was broken off.
    enum End {
        NOT_YET,
        CANCELLED,
        SILENT,
        TOO_LONG
    }

    private static final Duration LOOK = Duration.ofMillis(250);
    private final Limits limits;
    private final long began = System.nanoTime();
    private final AtomicReference<End> end = new AtomicReference<>(End.NOT_YET);
    private final List<Runnable> hangUps = new CopyOnWriteArrayList<>();
    private final Workers workers;
    private final Subscription cancelling;
    private final Subscription looking;
    private volatile boolean waiting;
    private volatile long heard = began;

    Conversation(Workers workers, Limits limits, CancelToken cancel) {
        this.workers = workers;
        this.limits = limits;
        cancelling = cancel.onCancel(() -> breakOff(End.CANCELLED));
        looking = workers.every(LOOK, "git-server", this::look);
    }

    @FunctionalInterface
    interface Wait<T> {
        T run() throws IOException;
    }

    /// Waits for the server; only such time counts as its silence.
    <T> T await(Wait<T> wait) throws IOException {
        heard = System.nanoTime();
        waiting = true;
        try {
            return wait.run();
        } finally {
            waiting = false;
        }
    }

    /// Something moved between us and the server.
    void heard() {
        heard = System.nanoTime();
    }

    /// Says how to close something that was opened for this talk; called at once if it is over already. It runs on an
    /// I/O thread, since closing may wait as well.
    Subscription onBreakOff(Runnable hangUp) {
        hangUps.add(hangUp);
        if (end.get() != End.NOT_YET) {
            workers.io("hang-up", hangUp);
        }
        return () -> hangUps.remove(hangUp);
    }

    End end() {
        return end.get();
    }

    Limits limits() {
        return limits;
    }

    private void look() {
        long now = System.nanoTime();
        if (waiting && now - heard > limits.silence().toNanos()) {
            breakOff(End.SILENT);
        } else if (now - began > limits.whole().toNanos()) {
            breakOff(End.TOO_LONG);
        }
    }

    private void breakOff(End why) {
        if (end.compareAndSet(End.NOT_YET, why)) {
            hangUps.forEach(hangUp -> workers.io("hang-up", hangUp));
        }
    }

    @Override
    public void close() {
        cancelling.close();
        looking.close();
    }
}
