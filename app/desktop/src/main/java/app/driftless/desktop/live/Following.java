package app.driftless.desktop.live;

import app.driftless.core.flow.Loadable;
import app.driftless.core.flow.Signal;
import app.driftless.core.flow.Subscription;
import app.driftless.desktop.fx.Disposer;
import app.driftless.desktop.fx.FxBridge;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Follows what a track says, and what the track says that takes its place: an environment whose settings a commit
/// changes begins anew. What was shown stays until the new one has something to show. FX thread.
///
/// @param <T> the track
/// @param <V> what it says
/// @param <R> what is shown of that
final class Following<T, V, R> implements Subscription {
    private final Supplier<Optional<T>> find;
    private final Function<T, Signal<V>> says;
    private final BiFunction<T, V, Loadable<R>> meaning;
    private final Consumer<Loadable<R>> show;
    private final FxBridge bridge;
    private final Disposer owner = new Disposer();
    private Disposer joined = new Disposer();
    private Optional<T> track = Optional.empty();
    private Optional<Loadable.Ready<R>> last = Optional.empty();

    /// @param find the track of now
    Following(
            Supplier<Optional<T>> find,
            Function<T, Signal<V>> says,
            BiFunction<T, V, Loadable<R>> meaning,
            Consumer<Loadable<R>> show,
            FxBridge bridge) {
        this.find = find;
        this.says = says;
        this.meaning = meaning;
        this.show = show;
        this.bridge = bridge;
    }

    /// @param changed whenever there may be another track
    Following<T, V, R> begin(Signal<?> changed) {
        join(find.get());
        bridge.follow(changed, owner, _ -> {
            Optional<T> now = find.get();
            if (!now.equals(track)) {
                join(now);
            }
        });
        return this;
    }

    private void join(Optional<T> now) {
        joined.close();
        joined = new Disposer();
        track = now;
        now.ifPresentOrElse(
                t -> bridge.follow(says.apply(t), joined, value -> tell(meaning.apply(t, value))),
                () -> show.accept(new Loadable.Empty<>()));
    }

    private void tell(Loadable<R> value) {
        boolean waits = value instanceof Loadable.Loading<R> && value.latest().isEmpty();
        if (!waits) {
            last = value.latest();
        }
        show.accept(waits ? new Loadable.Loading<>(last) : value);
    }

    @Override
    public void close() {
        owner.close();
        joined.close();
    }
}
