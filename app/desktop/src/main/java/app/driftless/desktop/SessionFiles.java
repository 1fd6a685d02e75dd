package app.driftless.desktop;

import app.driftless.core.repo.Change;
import app.driftless.core.repo.Repository;
import app.driftless.core.workspace.IndexState;
import app.driftless.desktop.document.Documents;
import app.driftless.desktop.resources.FileCommands;
import app.driftless.desktop.resources.FileEdits;
import app.driftless.desktop.resources.FilesPanel;
import app.driftless.desktop.resources.FilesViewModel;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;

/// The files of an open repository: their panel, and what a person can do to them. FX thread.
final class SessionFiles {
    private final FilesPanel panel;

    /// @param open the file of the tab that is shown
    SessionFiles(
            CompositionRoot root,
            Repository repository,
            Documents documents,
            ObservableValue<IndexState> index,
            ObservableValue<List<Change>> changes,
            ObservableValue<Optional<String>> open) {
        var around = root.surroundings();
        var engine = root.engine();
        var model = new FilesViewModel(index, changes, documents::open);
        var parts = new FileEdits.Parts(
                repository, engine.drafts(), engine.operations(), around.bridge(), around.notices());
        var commands = new FileCommands(model, new FileEdits(parts, new Open(documents)), open, around);
        commands.bind(root.actions());
        panel = new FilesPanel(model, commands, root.actions(), root.words());
    }

    FilesPanel panel() {
        return panel;
    }

    /// The tabs, as the work on files sees them.
    record Open(Documents documents) implements FileEdits.OpenDocuments {
        @Override
        public boolean unsaved(String path) {
            return documents.unsaved(path);
        }

        @Override
        public void moved(String from, String to) {
            documents.moved(from, to);
        }

        @Override
        public void gone(String path) {
            documents.gone(path);
        }

        @Override
        public void open(String path) {
            documents.edit(path);
        }
    }
}
