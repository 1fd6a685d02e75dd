package app.driftless.core.flow;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// What was begun on other threads.
public final class Awaited {
    private Awaited() {}

    /// Blocks until it is there. A failure is thrown as it was there.
    ///
    /// @throws java.util.concurrent.CancellationException if it was cancelled
    public static <T> T of(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
