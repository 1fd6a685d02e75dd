package app.driftless.desktop.fx;

import app.driftless.core.flow.Subscription;
import java.util.ArrayDeque;
import java.util.Deque;

/// Owns what a view subscribed to, and ends it all when the view goes. FX thread.
public final class Disposer implements AutoCloseable {
    private final Deque<Subscription> owned = new ArrayDeque<>();
    private boolean closed;

    /// Takes `subscription` over; a closed disposer ends it at once.
    public void add(Subscription subscription) {
        if (closed) {
            subscription.close();
        } else {
            owned.push(subscription);
        }
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        while (!owned.isEmpty()) {
            owned.pop().close();
        }
    }
}
