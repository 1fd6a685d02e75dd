package app.driftless.core.flow;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs tasks one after the other, in the order in which they came. There is one lane for each work tree and each
/// cluster context, and every change goes through it, so that two clicks cannot interleave. Reads use published
/// snapshots and need no lane.
public final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private final String name;
    private final Executor executor;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;

    Lane(String name, Executor executor) {
        this.name = name;
        this.executor = executor;
    }

    /// Queues `task` and returns at once.
    public void execute(Runnable task) {
        synchronized (waiting) {
            waiting.add(task);
            if (busy) {
                return;
            }
            busy = true;
        }
        executor.execute(this::drain);
    }

    /// Queues `task` and waits for its result. Never call it from a task of the same lane.
    ///
    /// What the task throws is thrown here, a checked exception inside a [CompletionException].
    public <T> T call(Callable<T> task) {
        var result = new CompletableFuture<T>();
        execute(() -> {
            try {
                result.complete(task.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private void drain() {
        while (true) {
            Runnable next;
            synchronized (waiting) {
                next = waiting.poll();
                if (next == null) {
                    busy = false;
                    return;
                }
            }
            try {
                next.run();
            } catch (RuntimeException e) {
                LOG.error("A task of lane {} failed", name, e);
            }
        }
    }
}
