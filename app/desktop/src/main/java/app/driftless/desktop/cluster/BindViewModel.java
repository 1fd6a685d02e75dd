package app.driftless.desktop.cluster;

import app.driftless.core.cluster.ClusterIdentity;
import app.driftless.core.cluster.Clusters;
import app.driftless.core.cluster.ContextInfo;
import app.driftless.core.flow.Operation;
import app.driftless.core.flow.Operations;
import app.driftless.core.flow.Outcome;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import app.driftless.core.settings.Binding;
import app.driftless.core.settings.Settings;
import app.driftless.core.settings.TrustStore;
import app.driftless.desktop.fx.FxBridge;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Ties a cluster name of an environment to a context and to the identity that answers there. FX thread.
public final class BindViewModel {
    /// What a connection test found.
    public record Tested(ContextInfo context, ClusterIdentity identity, String version) {}

    /// What the dialog works on.
    public record Parts(Clusters clusters, TrustStore trust, Operations operations, FxBridge bridge) {}

    /// Which name is bound.
    public record Subject(Path repository, String environment, String cluster) {}

    private final Parts parts;
    private final Subject subject;
    private final Settings settings;
    private final Consumer<Binding> bound;
    private final ObservableList<ContextInfo> contexts = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable ContextInfo> chosen = new SimpleObjectProperty<>();
    private final ObjectProperty<Optional<Tested>> tested = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Problem>> problem = new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty allowExec = new SimpleBooleanProperty();
    private final ObjectProperty<Optional<Operation<?>>> running = new SimpleObjectProperty<>(Optional.empty());

    public BindViewModel(Parts parts, Subject subject, Settings settings, Consumer<Binding> bound) {
        this.parts = parts;
        this.subject = subject;
        this.settings = settings;
        this.bound = bound;
        chosen.subscribe(_ -> {
            tested.set(Optional.empty());
            problem.set(Optional.empty());
            allowExec.set(false);
        });
        readContexts();
    }

    Subject subject() {
        return subject;
    }

    ObservableList<ContextInfo> contexts() {
        return contexts;
    }

    ObjectProperty<@Nullable ContextInfo> chosenProperty() {
        return chosen;
    }

    ObservableValue<Optional<Tested>> tested() {
        return tested;
    }

    ObservableValue<Optional<Problem>> problem() {
        return problem;
    }

    BooleanProperty allowExecProperty() {
        return allowExec;
    }

    ObservableValue<Boolean> busy() {
        return running.map(Optional::isPresent);
    }

    /// The credential plugin that must be allowed before the test, where it is not allowed yet.
    ObservableValue<Optional<Path>> plugin() {
        return chosen.map(c -> c == null
                        ? Optional.<Path>empty()
                        : c.execProgram()
                                .filter(p -> !parts.trust().allowedExec().contains(p)))
                .orElse(Optional.empty());
    }

    BooleanBinding mayTest() {
        return Bindings.createBooleanBinding(
                () -> chosen.get() != null
                        && running.get().isEmpty()
                        && (plugin().getValue().isEmpty() || allowExec.get()),
                chosen,
                running,
                allowExec);
    }

    /// Whether what was tested is what is chosen.
    BooleanBinding mayBind() {
        return Bindings.createBooleanBinding(
                () -> tested.get().isPresent() && running.get().isEmpty(), tested, running);
    }

    void test() {
        ContextInfo context = chosen.get();
        if (context == null) {
            return;
        }
        problem.set(Optional.empty());
        plugin().getValue().ifPresent(path -> parts.trust().allowExec(path));
        Set<Path> allowed = new HashSet<>(parts.trust().allowedExec());
        Operation<Tested> operation = parts.operations()
                .start(Message.of("window", "connect", context.ref().context()), (_, cancel) -> {
                    try (var cluster = parts.clusters().connect(context.ref(), allowed, cancel)) {
                        return new Tested(context, cluster.identity(), cluster.serverVersion());
                    }
                });
        track(operation, found -> {
            if (context.equals(chosen.get())) {
                tested.set(Optional.of(found));
            }
        });
    }

    /// Stores the binding. It only observes at first.
    void bind() {
        tested.get().ifPresent(found -> {
            var binding = new Binding(
                    subject.environment(),
                    subject.cluster(),
                    found.context().ref().files(),
                    found.context().ref().context(),
                    found.identity(),
                    true);
            Operation<Boolean> operation = parts.operations()
                    .start(Message.of("window", "connect", subject.cluster()), (_, _) -> {
                        parts.trust().bind(subject.repository(), binding);
                        return true;
                    });
            track(operation, _ -> bound.accept(binding));
        });
    }

    void cancel() {
        running.get().ifPresent(o -> o.cancel().cancel());
    }

    private void readContexts() {
        Operation<List<ContextInfo>> operation = parts.operations()
                .start(Message.of("window", "contexts"), (_, _) -> parts.clusters()
                        .contexts(parts.clusters().kubeconfigs(settings.kubeconfigs())));
        track(operation, found -> {
            contexts.setAll(found);
            chosen.set(found.stream()
                    .filter(c -> c.ref().context().equals(subject.cluster()))
                    .findFirst()
                    .orElse(null));
        });
    }

    private <T> void track(Operation<T> operation, Consumer<T> done) {
        running.set(Optional.of(operation));
        parts.bridge().when(operation.outcome(), outcome -> {
            running.set(Optional.empty());
            switch (outcome) {
                case Outcome.Done<T>(var value) -> done.accept(value);
                case Outcome.Failed<T>(var failure) -> problem.set(Optional.of(failure));
                case Outcome.Cancelled<T> _ -> {}
            }
        });
    }
}
