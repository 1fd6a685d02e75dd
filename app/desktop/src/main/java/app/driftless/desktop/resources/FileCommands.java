package app.driftless.desktop.resources;

import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.action.ActionRegistry;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.ConfirmPane;
import app.driftless.desktop.notice.Surroundings;
import java.util.Optional;
import javafx.beans.value.ObservableValue;

/// Makes, renames and deletes files, each after a question. By key or name it is about the selected line while the
/// person is in the list, else about the file that is open. FX thread.
public final class FileCommands {
    private final FilesViewModel files;
    private final FileEdits edits;
    private final ObservableValue<Optional<String>> open;
    private final Surroundings around;
    private final Words words;

    /// @param open the file of the tab that is shown
    public FileCommands(
            FilesViewModel files, FileEdits edits, ObservableValue<Optional<String>> open, Surroundings around) {
        this.files = files;
        this.edits = edits;
        this.open = open;
        this.around = around;
        words = around.words();
    }

    /// Lets the actions mean these commands.
    public void bind(ActionRegistry actions) {
        ObservableValue<Boolean> some =
                open.flatMap(o -> files.chosenProperty().map(c -> o.isPresent() || c.isPresent()));
        actions.bind(ActionId.NEW_FILE, () -> askNew(subject()));
        actions.bind(ActionId.RENAME_FILE, some, () -> subject().ifPresent(this::askRename));
        actions.bind(ActionId.DELETE_FILE, some, () -> subject().ifPresent(this::askDelete));
        edits.onDeleted(path -> around.notices().tell(words.text("files.deleted", path)));
    }

    private Optional<String> subject() {
        return files.underCursor().map(FileRow::path).or(open::getValue).or(() -> files.chosenProperty()
                .get()
                .map(FileRow::path));
    }

    /// @param place the folder that the file should be in, or a file beside it
    void askNew(Optional<String> place) {
        String folder = place.map(p -> isFolder(p) ? p + "/" : p.substring(0, p.lastIndexOf('/') + 1))
                .orElse("");
        PathField.ask(
                around,
                new PathField.Question(words.text("files.new.title"), folder, "files.new.action"),
                files::isTaken,
                path -> edits.create(path, () -> files.await(path)));
    }

    void askRename(String path) {
        PathField.ask(
                around,
                new PathField.Question(words.text("files.rename.title", path), path, "files.rename.action"),
                files::isTaken,
                to -> edits.rename(path, to, () -> files.await(to)));
    }

    void askDelete(String path) {
        Doomed doomed = files.doomed(path, edits.unsaved(path));
        String name = path.substring(path.lastIndexOf('/') + 1);
        String body = words.text(doomed.text(), doomed.files(), doomed.changed(), doomed.unknown());
        ConfirmPane.ask(
                around.overlay(),
                words,
                new ConfirmPane.Question(
                        words.text("files.delete.title", path),
                        doomed.unsaved() ? words.text("files.delete.unsaved") + "\n\n" + body : body,
                        words.text(doomed.unsaved() ? "files.delete.action.unsaved" : "files.delete.action", name)),
                () -> edits.delete(path));
    }

    void restore(String path) {
        edits.restore(path);
    }

    private boolean isFolder(String path) {
        return files.rows().stream()
                .anyMatch(r -> r.path().equals(path) && r.open().isPresent());
    }
}
