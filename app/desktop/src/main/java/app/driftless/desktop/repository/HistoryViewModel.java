package app.driftless.desktop.repository;

import app.driftless.core.flow.Outcome;
import app.driftless.core.repo.Commit;
import app.driftless.desktop.fx.FxBridge;
import app.driftless.desktop.notice.Notices;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The commits of the repository or of one file, newest first, and what the chosen one changed. FX thread.
final class HistoryViewModel implements AutoCloseable {
    private static final int PAGE = 200;

    private final RepositoryViewModel repository;
    private final FxBridge bridge;
    private final Notices notices;
    private final Optional<String> path;
    private final ObservableList<Commit> commits = FXCollections.observableArrayList();
    private final ObservableList<String> changed = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Commit> chosen = new SimpleObjectProperty<>();
    private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
    private final ObservableValue<Optional<String>> head;
    private final Subscription following;
    private int limit = PAGE;

    /// @param path the file; empty for the whole repository
    HistoryViewModel(RepositoryViewModel repository, FxBridge bridge, Notices notices, Optional<String> path) {
        this.repository = repository;
        this.bridge = bridge;
        this.notices = notices;
        this.path = path;
        head = repository.latest().map(s -> s.flatMap(r -> r.head()).map(Commit::id));
        following = head.subscribe(_ -> load());
        chosen.subscribe(this::showChanged);
    }

    Optional<String> path() {
        return path;
    }

    ObservableList<Commit> commits() {
        return commits;
    }

    /// What the chosen commit changed against its first parent.
    ObservableList<String> changed() {
        return changed;
    }

    ObjectProperty<@Nullable Commit> chosenProperty() {
        return chosen;
    }

    ReadOnlyBooleanProperty loading() {
        return loading.getReadOnlyProperty();
    }

    boolean mayHaveMore() {
        return commits.size() == limit;
    }

    void more() {
        limit += PAGE;
        load();
    }

    void revert(Commit commit) {
        repository.revert(commit);
    }

    /// Makes a commit in which the file, or all files, are as they were at `commit`.
    void goBack(Commit commit) {
        repository.goBack(commit, path);
    }

    private void load() {
        loading.set(true);
        bridge.when(repository.actions().history(path, limit).outcome(), (Outcome<List<Commit>> outcome) -> {
            loading.set(false);
            notices.<List<Commit>>orFail(this::show).accept(outcome);
        });
    }

    private void show(List<Commit> loaded) {
        Commit before = chosen.get();
        commits.setAll(loaded);
        chosen.set(
                before != null && loaded.contains(before)
                        ? before
                        : loaded.stream().findFirst().orElse(null));
    }

    private void showChanged(@Nullable Commit commit) {
        changed.clear();
        if (commit != null) {
            bridge.when(repository.actions().changedIn(commit).outcome(), notices.<List<String>>orFail(paths -> {
                if (commit.equals(chosen.get())) {
                    changed.setAll(paths);
                }
            }));
        }
    }

    @Override
    public void close() {
        following.unsubscribe();
    }
}
