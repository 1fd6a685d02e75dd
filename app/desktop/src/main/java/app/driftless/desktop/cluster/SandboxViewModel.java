package app.driftless.desktop.cluster;

import app.driftless.core.flow.Operation;
import app.driftless.core.flow.OperationState;
import app.driftless.core.flow.Operations;
import app.driftless.core.flow.Outcome;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import app.driftless.core.sandbox.SandboxSpec;
import app.driftless.core.sandbox.SandboxState;
import app.driftless.core.sandbox.Sandboxes;
import app.driftless.desktop.fx.Disposer;
import app.driftless.desktop.fx.FxBridge;
import app.driftless.desktop.notice.Notices;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/// A sandbox cluster on this computer: getting ready, running, stopped. FX thread.
public final class SandboxViewModel {
    /// The engine's parts that it works on.
    public record Parts(
            Sandboxes sandboxes,
            Operations operations,
            ObservableValue<List<OperationState>> running,
            FxBridge bridge,
            Notices notices) {}

    private final Parts parts;
    private final String name;
    private final ReadOnlyObjectProperty<SandboxState> state;
    private final ObjectProperty<Optional<Operation<?>>> operation = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Problem>> problem = new SimpleObjectProperty<>(Optional.empty());

    public SandboxViewModel(Parts parts, String name, Disposer owner) {
        this.parts = parts;
        this.name = name;
        state = parts.bridge().property(parts.sandboxes().state(name), owner);
    }

    String name() {
        return name;
    }

    ObservableValue<SandboxState> state() {
        return state;
    }

    ObservableValue<Optional<Problem>> problem() {
        return problem;
    }

    /// How far the running start is.
    ObservableValue<Optional<OperationState>> progress() {
        return operation.flatMap(o -> parts.running()
                .map(list -> o.flatMap(
                        mine -> list.stream().filter(s -> s.id() == mine.id()).findFirst())));
    }

    ObservableValue<Boolean> busy() {
        return operation.map(Optional::isPresent);
    }

    /// Prepares the programs where they are missing, which takes minutes once, and starts the cluster.
    public void start() {
        run(parts.operations()
                .start(Message.of("window", "sandbox.start", name), (progress, cancel) -> parts.sandboxes()
                        .start(SandboxSpec.attached(name), progress, cancel)));
    }

    void stop() {
        run(parts.operations().start(Message.of("window", "sandbox.stop", name), (_, _) -> {
            parts.sandboxes().stop(name);
            return true;
        }));
    }

    void cancel() {
        operation.get().ifPresent(o -> o.cancel().cancel());
    }

    private <T> void run(Operation<T> started) {
        problem.set(Optional.empty());
        operation.set(Optional.of(started));
        parts.bridge().when(started.outcome(), outcome -> {
            operation.set(Optional.empty());
            if (outcome instanceof Outcome.Failed<T>(var failure)) {
                problem.set(Optional.of(failure));
                parts.notices().fail(failure);
            }
        });
    }
}
