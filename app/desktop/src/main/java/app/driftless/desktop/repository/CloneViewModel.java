package app.driftless.desktop.repository;

import app.driftless.core.flow.Operation;
import app.driftless.core.flow.OperationState;
import app.driftless.core.flow.Operations;
import app.driftless.core.flow.Outcome;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Repositories;
import app.driftless.desktop.fx.FxBridge;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

/// A clone that is being asked for or running. FX thread.
public final class CloneViewModel {
    private final Repositories repositories;
    private final Operations operations;
    private final FxBridge bridge;
    private final Consumer<Path> open;
    private final ObservableValue<List<OperationState>> runningOperations;
    private final StringProperty url = new SimpleStringProperty("");
    private final StringProperty folder = new SimpleStringProperty("");
    private final ObjectProperty<Optional<Operation<Path>>> operation = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Problem>> problem = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final SimpleBooleanProperty done = new SimpleBooleanProperty();
    private boolean folderTouched;

    /// @param parent the folder that clones are proposed in
    /// @param open opens the finished clone
    public CloneViewModel(
            Repositories repositories,
            Operations operations,
            ObservableValue<List<OperationState>> runningOperations,
            FxBridge bridge,
            Path parent,
            Consumer<Path> open) {
        this.repositories = repositories;
        this.operations = operations;
        this.runningOperations = runningOperations;
        this.bridge = bridge;
        this.open = open;
        running.bind(operation.map(Optional::isPresent));
        url.subscribe(text -> {
            if (!folderTouched) {
                folder.set(nameOf(text).map(n -> parent.resolve(n).toString()).orElse(""));
            }
        });
    }

    StringProperty urlProperty() {
        return url;
    }

    StringProperty folderProperty() {
        return folder;
    }

    ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    BooleanBinding ready() {
        return Bindings.createBooleanBinding(
                () -> !url.get().isBlank() && !folder.get().isBlank() && !running.get(), url, folder, running);
    }

    ObservableValue<Boolean> done() {
        return done;
    }

    ObservableValue<Optional<Problem>> problem() {
        return problem;
    }

    /// How far the running clone is.
    ObservableValue<Optional<OperationState>> state() {
        return operation.flatMap(o -> runningOperations.map(list ->
                o.flatMap(mine -> list.stream().filter(s -> s.id() == mine.id()).findFirst())));
    }

    void chooseParent(Path chosen) {
        folderTouched = true;
        folder.set(chosen.resolve(nameOf(url.get()).orElse("repository")).toString());
    }

    void start() {
        problem.set(Optional.empty());
        String from = url.get().strip();
        Path target = Path.of(folder.get().strip());
        Operation<Path> started = operations.start(
                Message.of(RepositoryActions.AREA, "clone", nameOf(from).orElse(from)), (p, c) -> {
                    try (var repository = repositories.clone(from, target, p, c)) {
                        return repository.root();
                    }
                });
        operation.set(Optional.of(started));
        bridge.when(started.outcome(), outcome -> {
            operation.set(Optional.empty());
            switch (outcome) {
                case Outcome.Done<Path>(var root) -> {
                    done.set(true);
                    open.accept(root);
                }
                case Outcome.Failed<Path>(var failure) -> problem.set(Optional.of(failure));
                case Outcome.Cancelled<Path> _ -> {}
            }
        });
    }

    void cancel() {
        operation.get().ifPresent(o -> o.cancel().cancel());
    }

    /// The folder name that `git clone` would choose.
    static Optional<String> nameOf(String url) {
        String text = url.strip().replaceAll("[/\\\\]+$", "").replaceAll("\\.git$", "");
        String name = text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1);
        return name.isBlank() || name.equals("..") || name.equals(".") ? Optional.empty() : Optional.of(name);
    }
}
