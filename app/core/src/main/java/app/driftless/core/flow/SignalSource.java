package app.driftless.core.flow;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A [Signal] together with the right to change it. Publications are serial: subscribers see values in the order in
/// which they were set.
public final class SignalSource<T> implements Signal<T> {
    private static final Logger LOG = LoggerFactory.getLogger(SignalSource.class);
    private final List<Consumer<? super T>> subscribers = new CopyOnWriteArrayList<>();
    private final ReentrantLock publishing = new ReentrantLock();
    private volatile T value;

    public SignalSource(T initial) {
        value = initial;
    }

    @Override
    public T get() {
        return value;
    }

    public void set(T next) {
        update(_ -> next);
    }

    /// Replaces the value by what `step` makes of it, and returns the new one. `step` runs under the publishing lock,
    /// so it must be quick.
    public T update(UnaryOperator<T> step) {
        publishing.lock();
        try {
            T next = step.apply(value);
            if (!next.equals(value)) {
                value = next;
                subscribers.forEach(subscriber -> deliver(subscriber, next));
            }
            return next;
        } finally {
            publishing.unlock();
        }
    }

    @Override
    public Subscription subscribe(Consumer<? super T> subscriber) {
        // A wrapper of its own, so that the same consumer may subscribe twice and each closes only itself.
        Consumer<? super T> own = subscriber::accept;
        publishing.lock();
        try {
            subscribers.add(own);
            deliver(own, value);
        } finally {
            publishing.unlock();
        }
        return () -> subscribers.remove(own);
    }

    private void deliver(Consumer<? super T> subscriber, T next) {
        try {
            subscriber.accept(next);
        } catch (RuntimeException e) {
            LOG.error("A subscriber failed; the others go on", e);
        }
    }
}
