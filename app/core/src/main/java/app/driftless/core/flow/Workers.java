package app.driftless.core.flow;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The owner of every thread of the engine: one virtual thread for each I/O operation, a bounded pool for computing,
/// serial lanes, one clock.
/// Closing it ends them all.
public final class Workers implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(3);
    private final ExecutorService io;
    private final ExecutorService cpu;
    private final ScheduledExecutorService clock;

    public Workers() {
        io = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("io-", 0).factory());
        cpu = Executors.newFixedThreadPool(
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                Thread.ofPlatform().daemon().name("cpu-", 0).factory());
        clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("ticker").factory());
    }

    /// Runs `task` on a virtual thread named `name`. For waiting, not for computing.
    public void io(String name, Runnable task) {
        io.execute(() -> {
            Thread.currentThread().setName(name);
            task.run();
        });
    }

    /// The virtual-thread executor itself, for fan-out of reads.
    public ExecutorService io() {
        return io;
    }

    /// The bounded pool for parsing, diffing and highlighting.
    public ExecutorService cpu() {
        return cpu;
    }

    /// A new serial lane over the I/O threads.
    public Lane lane(String name) {
        return new Lane(name, io);
    }

    /// Calls `task` again and again, `period` after the last call ended, on an I/O thread.
    public Subscription every(Duration period, String name, Runnable task) {
        var handle = clock.scheduleWithFixedDelay(
                () -> io(name, task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        return () -> handle.cancel(false);
    }

    /// Calls `task` once, `delay` from now, on an I/O thread.
    public Subscription after(Duration delay, String name, Runnable task) {
        var handle = clock.schedule(() -> io(name, task), delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> handle.cancel(false);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        io.shutdown();
        try {
            if (!io.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                io.shutdownNow();
            }
        } catch (InterruptedException e) {
            io.shutdownNow();
            Thread.currentThread().interrupt();
        }
        cpu.shutdownNow();
    }
}
