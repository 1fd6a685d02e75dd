package app.driftless.desktop.fx;

import app.driftless.core.flow.Workers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The time as the window shows it, once a second. Every age on the screen is bound to it.
public final class Ticker {
    private final ReadOnlyObjectWrapper<Instant> now;

    public Ticker(InstantSource clock, Workers workers, FxBridge bridge, Disposer owner) {
        now = new ReadOnlyObjectWrapper<>(clock.instant());
        owner.add(workers.every(
                Duration.ofSeconds(1), "tick", () -> bridge.executor().execute(() -> now.set(clock.instant()))));
    }

    public ReadOnlyObjectProperty<Instant> now() {
        return now.getReadOnlyProperty();
    }
}
