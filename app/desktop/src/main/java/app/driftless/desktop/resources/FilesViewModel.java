package app.driftless.desktop.resources;

import app.driftless.core.repo.Change;
import app.driftless.core.workspace.IndexState;
import app.driftless.desktop.document.OpenTarget;
import app.driftless.desktop.fx.KeyedList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
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
    private final Consumer<OpenTarget> open;

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
    }
}
