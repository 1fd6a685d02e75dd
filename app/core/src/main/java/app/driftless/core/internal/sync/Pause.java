package app.driftless.core.internal.sync;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Subscription;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waiting that a cancel ends.
final class Pause {
    private Pause() {}

    /// Returns early once cancelled.
    static void of(Duration length, CancelToken cancel) {
        var over = new CountDownLatch(1);
        try (Subscription _ = cancel.onCancel(over::countDown)) {
            if (!over.await(length.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancel.cancel();
        }
    }

    static void uninterrupted(Duration length) {
        of(length, new CancelToken());
    }
}
