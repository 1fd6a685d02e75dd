package app.driftless.core.flow;

import java.util.function.Consumer;
import java.util.function.Function;

/// A value that changes over time, seen as immutable snapshots. Any thread may read and subscribe.
///
/// A subscriber gets the current value at once, then every later one that is not equal to the one before, on the
/// thread that published it. It must return quickly: front ends hand over to their own thread. A subscriber that
/// throws is logged and does not disturb the others.
public interface Signal<T> {
    T get();

    Subscription subscribe(Consumer<? super T> subscriber);

    /// This signal seen through a pure function.
    default <R> Signal<R> map(Function<? super T, ? extends R> view) {
        Signal<T> source = this;
        return new Signal<>() {
            @Override
            public R get() {
                return view.apply(source.get());
            }

            @Override
            public Subscription subscribe(Consumer<? super R> subscriber) {
                var derived = new SignalSource<R>(view.apply(source.get()));
                Subscription inner = derived.subscribe(subscriber);
                Subscription outer = source.subscribe(value -> derived.set(view.apply(value)));
                return () -> {
                    outer.close();
                    inner.close();
                };
            }
        };
    }
}
