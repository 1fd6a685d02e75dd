package app.driftless.desktop.resources;

import app.driftless.core.repo.Change;
import app.driftless.core.workspace.IndexState;
import app.driftless.desktop.document.OpenTarget;
import app.driftless.desktop.fx.KeyedList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The files of the repository, as a tree that is folded at first. FX thread.
public final class FilesViewModel {
    private final ObservableValue<IndexState> index;
    private final ObservableValue<List<Change>> changes;
    private final ObservableList<FileRow> rows = FXCollections.observableArrayList();
    private final StringProperty text = new SimpleStringProperty("");
    private final Set<String> unfolded = new HashSet<>();
    private final ObjectProperty<Optional<FileRow>> chosen = new SimpleObjectProperty<>(Optional.empty());
    private final Consumer<OpenTarget> open;
    private BooleanSupplier focused = () -> false;
    private IntConsumer arrived = _ -> {};
    private String awaited = "";

    public FilesViewModel(
            ObservableValue<IndexState> index, ObservableValue<List<Change>> changes, Consumer<OpenTarget> open) {
        this.index = index;
        this.changes = changes;
        this.open = open;
        index.subscribe(_ -> refresh());
        changes.subscribe(_ -> refresh());
        text.subscribe(_ -> refresh());
    }

    public ObservableList<FileRow> rows() {
        return rows;
    }

    public StringProperty textProperty() {
        return text;
    }

    /// The line that is selected.
    public ObjectProperty<Optional<FileRow>> chosenProperty() {
        return chosen;
    }

    /// @param asked whether the person is in the list now
    void onFocused(BooleanSupplier asked) {
        focused = asked;
    }

    /// The selected line while the person is in the list: what a key there means.
    Optional<FileRow> underCursor() {
        return focused.getAsBoolean() ? chosen.get() : Optional.empty();
    }

    /// @param listener gets the line of a path that was waited for
    void onArrived(IntConsumer listener) {
        arrived = listener;
    }

    /// Unfolds the way to `path`, and tells when it is there.
    void await(String path) {
        awaited = path;
        reveal(path);
    }

    /// Whether a file or a folder has this path, on disk as far as it is known.
    boolean isTaken(String path) {
        return index.getValue().files().keySet().stream().anyMatch(f -> FileEdits.isAt(f, path));
    }

    Doomed doomed(String path, boolean unsaved) {
        return Doomed.at(path, index.getValue().files().keySet(), changes.getValue(), unsaved);
    }

    /// Unfolds every folder on the way to `path`.
    public void reveal(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            unfolded.add(path.substring(0, slash));
        }
        refresh();
    }

    public void fold(FileRow row, boolean fold) {
        if (row.open().isPresent() && (fold ? unfolded.remove(row.path()) : unfolded.add(row.path()))) {
            refresh();
        }
    }

    public void foldAll() {
        unfolded.clear();
        refresh();
    }

    public void activate(FileRow row) {
        if (row.open().isPresent()) {
            fold(row, row.open().get());
        } else {
            open.accept(OpenTarget.file(row.path(), 0));
        }
    }

    private void refresh() {
        KeyedList.update(
                rows,
                FileRows.of(index.getValue().files().values(), changes.getValue(), unfolded, text.get()),
                FileRow::path);
        for (int i = 0; i < rows.size() && !awaited.isEmpty(); i++) {
            if (rows.get(i).path().equals(awaited)) {
                awaited = "";
                arrived.accept(i);
            }
        }
    }
}
