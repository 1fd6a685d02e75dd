package app.driftless.desktop.repository;

import app.driftless.core.repo.Change;
import app.driftless.core.repo.RepoState;
import app.driftless.desktop.fx.KeyedList;
import java.util.List;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What changed, in the index and in the work tree; a file that changed in both is in both. FX thread.
final class ChangeLists {
    private final ObservableList<Change> staged = FXCollections.observableArrayList();
    private final ObservableList<Change> unstaged = FXCollections.observableArrayList();

    ObservableList<Change> staged() {
        return staged;
    }

    ObservableList<Change> unstaged() {
        return unstaged;
    }

    void show(RepoState now) {
        KeyedList.update(staged, changed(now, Change::staged), Change::path);
        KeyedList.update(unstaged, changed(now, Change::unstaged), Change::path);
    }

    static List<String> paths(List<Change> some) {
        return some.stream().map(Change::path).toList();
    }

    private static List<Change> changed(RepoState now, Function<Change, Change.Kind> place) {
        return now.changes().stream()
                .filter(c -> place.apply(c) != Change.Kind.NONE)
                .toList();
    }
}
