package app.driftless.desktop.fx;

import app.driftless.core.flow.Signal;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The one door from the engine's threads to the FX thread. A storm of values costs one repaint: each signal has one
/// pending slot, and the latest value wins.
public final class FxBridge {
    private final Executor fx;

    /// @param fx runs a task on the FX thread, later; tests pass `Runnable::run`
    public FxBridge(Executor fx) {
        this.fx = fx;
    }

    public static FxBridge ofPlatform() {
        return new FxBridge(Platform::runLater);
    }

    public Executor executor() {
        return fx;
    }

    /// The signal as a property of the FX thread, until `owner` is closed.
    public <T> ReadOnlyObjectProperty<T> property(Signal<T> signal, Disposer owner) {
        var property = new ReadOnlyObjectWrapper<T>(signal.get());
        follow(signal, owner, property::set);
        return property.getReadOnlyProperty();
    }

    /// Calls `listener` on the FX thread with the current and each later value that it has time for.
    public <T> void follow(Signal<T> signal, Disposer owner, Consumer<? super T> listener) {
        var pending = new AtomicReference<Optional<T>>(Optional.empty());
        owner.add(signal.subscribe(value -> {
            if (pending.getAndSet(Optional.of(value)).isEmpty()) {
                fx.execute(() -> {
                    Optional<T> latest = pending.getAndSet(Optional.empty());
                    if (!owner.isClosed()) {
                        latest.ifPresent(listener);
                    }
                });
            }
        }));
    }

    /// Calls `listener` on the FX thread with the result. Outcomes of operations never complete exceptionally.
    public <T> void when(CompletionStage<T> stage, Consumer<? super T> listener) {
        stage.thenAcceptAsync(listener, fx);
    }
}
