package app.driftless.desktop.repository;

import app.driftless.core.repo.Commit;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.action.ActionRegistry;
import app.driftless.desktop.document.Aspect;
import app.driftless.desktop.document.AspectProvider;
import app.driftless.desktop.document.AspectView;
import app.driftless.desktop.document.OpenTarget;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.shell.Navigator;
import app.driftless.desktop.shell.Tab;
import app.driftless.desktop.shell.TabContent;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.kordamp.ikonli.octicons.Octicons;

/// The history: of the repository in a tab of its own, of a file among the ways to look at it.
public final class HistoryTabs implements AspectProvider {
    private final RepositoryViewModel repository;
    private final Surroundings around;
    private final SourceDiffTabs diffs;
    private final ObjectProperty<Optional<Content>> visible = new SimpleObjectProperty<>(Optional.empty());

    /// @param diffs shows what a commit did to a file
    public HistoryTabs(RepositoryViewModel repository, Surroundings around, SourceDiffTabs diffs) {
        this.repository = repository;
        this.around = around;
        this.diffs = diffs;
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

    /// Lets keys and palette do to the chosen commit what its buttons do.
    public void bind(ActionRegistry actions) {
        bind(actions, ActionId.REVERT_COMMIT, HistoryView::askRevert);
        bind(actions, ActionId.GO_BACK, HistoryView::askGoBack);
    }

    private void bind(ActionRegistry actions, ActionId id, BiConsumer<HistoryView, Commit> ask) {
        ObservableValue<Boolean> enabled = visible.flatMap(shown -> shown.<ObservableValue<Boolean>>map(
                        c -> c.model.chosenProperty().map(_ -> true).orElse(false))
                .orElseGet(() -> new SimpleBooleanProperty(false)));
        actions.bind(id, enabled, () -> visible.get()
                .ifPresent(c -> Optional.ofNullable(c.model.chosenProperty().get())
                        .ifPresent(commit -> ask.accept(c.view, commit))));
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
            view = new HistoryView(model, around, diffs);
            view.sceneProperty().subscribe(scene -> {
                if (scene != null) {
                    visible.set(Optional.of(this));
                } else if (visible.get().filter(c -> c == this).isPresent()) {
                    visible.set(Optional.empty());
                }
            });
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
