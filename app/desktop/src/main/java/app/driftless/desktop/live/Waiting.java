package app.driftless.desktop.live;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Waiting for what another thread does, as part of an operation.
final class Waiting {
    private Waiting() {}

    /// @throws Exception what it failed with itself
    static <T> T on(CompletableFuture<T> result) throws Exception {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException own ? own : e;
        }
    }
}
