package app.driftless.desktop.live;

import app.driftless.core.flow.Workers;
import java.util.concurrent.atomic.AtomicBoolean;

/// Runs a task on an I/O thread, one run at a time; requests that come meanwhile are one more run. Any thread.
final class Coalesced {
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean running = new AtomicBoolean();
    private final Workers workers;
    private final String name;
    private final Runnable task;

    Coalesced(Workers workers, String name, Runnable task) {
        this.workers = workers;
        this.name = name;
        this.task = task;
    }

    void request() {
        wanted.set(true);
        if (running.compareAndSet(false, true)) {
            workers.io(name, this::drain);
        }
    }

    private void drain() {
        do {
            try {
                while (wanted.compareAndSet(true, false)) {
                    task.run();
                }
            } finally {
                running.set(false);
            }
        } while (wanted.get() && running.compareAndSet(false, true));
    }
}
