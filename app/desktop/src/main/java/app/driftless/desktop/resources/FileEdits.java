package app.driftless.desktop.resources;

import app.driftless.core.flow.Operation;
import app.driftless.core.flow.Operations;
import app.driftless.core.flow.Outcome;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Message;
import app.driftless.core.repo.Drafts;
import app.driftless.core.repo.Drafts.Draft;
import app.driftless.core.repo.Repository;
import app.driftless.desktop.fx.FxBridge;
import app.driftless.desktop.notice.Notices;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What a person does to files, each as an operation with a title; open documents and unsaved text follow. Failures
/// become notices. FX thread; each call returns at once.
public final class FileEdits {
    /// The documents that are open.
    public interface OpenDocuments {
        /// Whether text of the file, or of a file of the folder, is edited and not saved.
        boolean unsaved(String path);

        void moved(String from, String to);

        /// Closes what shows the file, or files of the folder, without asking.
        void gone(String path);

        void open(String path);
    }

    /// What the edits are done with.
    public record Parts(
            Repository repository, Drafts drafts, Operations operations, FxBridge bridge, Notices notices) {}

    private static final String AREA = "window";

    private final Parts parts;
    private final OpenDocuments documents;
    private Consumer<String> deleted = _ -> {};

    public FileEdits(Parts parts, OpenDocuments documents) {
        this.parts = parts;
        this.documents = documents;
    }

    /// Called with each path that was deleted.
    public void onDeleted(Consumer<String> listener) {
        deleted = listener;
    }

    /// Makes an empty file and opens it.
    ///
    /// @param done called once it is there
    public void create(String path, Runnable done) {
        run("file.create", List.of(path), () -> parts.repository().save(path, "", Optional.empty()), () -> {
            done.run();
            documents.open(path);
        });
    }

    /// Renames or moves a file or a folder.
    ///
    /// @param done called once it is there
    public void rename(String from, String to, Runnable done) {
        run("file.rename", List.of(from, to), () -> move(from, to), () -> {
            documents.moved(from, to);
            done.run();
        });
    }

    /// Unsaved text is journalled under the new name before the old one goes, so that a kill in between loses none.
    private void move(String from, String to) {
        List<Draft> drafts = draftsAt(from);
        List<Draft> moved = drafts.stream()
                .map(d -> new Draft(
                        d.repository(), to + d.path().substring(from.length()), d.text(), d.basedOn(), d.at()))
                .toList();
        moved.forEach(parts.drafts()::put);
        if (!moved.isEmpty()) {
            parts.drafts().flush();
        }
        try {
            parts.repository().rename(from, to);
        } catch (EngineException e) {
            remove(moved);
            throw e;
        }
        remove(drafts);
    }

    private void remove(List<Draft> drafts) {
        drafts.forEach(d -> parts.drafts().remove(d.repository(), d.path()));
    }

    /// Whether text of the file, or of a file of the folder, is nowhere but in the window or the journal.
    public boolean unsaved(String path) {
        return documents.unsaved(path) || !draftsAt(path).isEmpty();
    }

    /// Deletes a file, or the files of a folder, with their unsaved text.
    public void delete(String path) {
        run("file.delete", List.of(path), () -> parts.repository().delete(path), () -> {
            documents.gone(path);
            remove(draftsAt(path));
            deleted.accept(path);
        });
    }

    /// Brings a deleted file back from the last commit.
    public void restore(String path) {
        run("file.restore", List.of(path), () -> parts.repository().discard(List.of(path)), () -> {});
    }

    private List<Draft> draftsAt(String path) {
        return parts.drafts().of(parts.repository().root()).stream()
                .filter(d -> isAt(d.path(), path))
                .toList();
    }

    private void run(String key, List<Object> arguments, Runnable change, Runnable then) {
        Operation<Boolean> operation = parts.operations().start(new Message(AREA, key, arguments), (_, _) -> {
            change.run();
            return true;
        });
        parts.bridge().when(operation.outcome(), (Outcome<Boolean> outcome) -> parts.notices()
                .<Boolean>orFail(_ -> then.run())
                .accept(outcome));
    }

    /// Whether `path` is `place`, or below it where that is a folder.
    static boolean isAt(String path, String place) {
        return path.equals(place) || path.startsWith(place + "/");
    }
}
