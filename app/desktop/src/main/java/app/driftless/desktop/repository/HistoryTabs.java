package app.driftless.desktop.repository;

import app.driftless.desktop.document.Aspect;
import app.driftless.desktop.document.AspectProvider;
import app.driftless.desktop.document.AspectView;
import app.driftless.desktop.document.OpenTarget;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.shell.Navigator;
import app.driftless.desktop.shell.Tab;
import app.driftless.desktop.shell.TabContent;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.kordamp.ikonli.octicons.Octicons;

/// The history: of the repository in a tab of its own, of a file among the ways to look at it.
public final class HistoryTabs implements AspectProvider {
    private final RepositoryViewModel repository;
    private final Surroundings around;
    private final Consumer<String> open;

    /// @param open shows a file
    public HistoryTabs(RepositoryViewModel repository, Surroundings around, Consumer<String> open) {
        this.repository = repository;
        this.around = around;
        this.open = open;
    }

    /// Opens the history of the repository.
    public void show(Navigator navigator) {
        navigator.open(
                "history",
                () -> new Tab(
                        "history",
                        around.words().live("history.title"),
                        Octicons.HISTORY_16,
                        new Content(new HistoryViewModel(
                                repository, around.bridge(), around.notices(), Optional.empty()))));
    }

    @Override
    public Aspect aspect() {
        return Aspect.HISTORY;
    }

    @Override
    public boolean fits(OpenTarget target) {
        return target.path().isPresent();
    }

    @Override
    public AspectView open(OpenTarget target) {
        return new Content(new HistoryViewModel(repository, around.bridge(), around.notices(), target.path()));
    }

    private final class Content implements TabContent, AspectView {
        private final HistoryViewModel model;
        private final HistoryView view;

        Content(HistoryViewModel model) {
            this.model = model;
            view = new HistoryView(model, around, open);
        }

        @Override
        public Node node() {
            return view;
        }

        @Override
        public ObservableValue<Boolean> unsaved() {
            return TabContent.super.unsaved();
        }

        @Override
        public void focus() {
            view.focusTarget().requestFocus();
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
