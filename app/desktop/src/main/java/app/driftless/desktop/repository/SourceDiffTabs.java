package app.driftless.desktop.repository;

import app.driftless.core.repo.Change;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.Comparison;
import app.driftless.core.repo.SourceDiff;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.action.ActionRegistry;
import app.driftless.desktop.diff.HunkActions;
import app.driftless.desktop.diff.SourceDiffViewModel;
import app.driftless.desktop.document.OpenTarget;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.ConfirmPane;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.shell.Navigator;
import app.driftless.desktop.shell.Tab;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.kordamp.ikonli.octicons.Octicons;

/// Tabs that show a file in two states: one for each changed file, one for each file of a commit. FX thread.
public final class SourceDiffTabs {
    private final RepositoryViewModel repository;
    private final Surroundings around;
    private final Navigator navigator;
    private final Executor computing;
    private final Consumer<OpenTarget> open;
    private final ObjectProperty<Optional<SourceDiffContent>> visible = new SimpleObjectProperty<>(Optional.empty());

    /// @param computing lays rows out
    /// @param open shows a file
    public SourceDiffTabs(
            RepositoryViewModel repository,
            Surroundings around,
            Navigator navigator,
            Executor computing,
            Consumer<OpenTarget> open) {
        this.repository = repository;
        this.around = around;
        this.navigator = navigator;
        this.computing = computing;
        this.open = open;
    }

    /// Shows what of a file is staged, or what is not.
    public void show(Change change, boolean staged) {
        Comparison comparison = staged ? new Comparison.Staged() : new Comparison.Unstaged();
        show("changes:" + change.path(), change.path(), comparison, Optional.empty());
    }

    /// Puts the focus on the shown file, so that its keys are for hunks.
    void focus() {
        visible.get().ifPresent(SourceDiffContent::focus);
    }

    /// Shows what a commit did to a file.
    public void show(Commit commit, String path) {
        show("commit:" + commit.id() + ":" + path, path, new Comparison.InCommit(commit), Optional.of(commit));
    }

    void openFile(String path) {
        open.accept(OpenTarget.file(path, 0));
    }

    /// Lets keys and palette do to the chosen hunk what its buttons do.
    public void bind(ActionRegistry actions) {
        bind(actions, ActionId.NEXT_DIFFERENCE, m -> m.total() > 0, m -> walk(m::next));
        bind(actions, ActionId.PREVIOUS_DIFFERENCE, m -> m.total() > 0, m -> walk(m::previous));
        bind(actions, ActionId.STAGE_HUNK, SourceDiffViewModel::canStage, m -> onChosen(m, m::move));
        bind(actions, ActionId.UNSTAGE_HUNK, SourceDiffViewModel::canUnstage, m -> onChosen(m, m::move));
        bind(actions, ActionId.DISCARD_HUNK, SourceDiffViewModel::canStage, m -> onChosen(m, m::discard));
    }

    /// Binds an action to what is in the window.
    private void bind(
            ActionRegistry actions,
            ActionId id,
            Predicate<SourceDiffViewModel> can,
            Consumer<SourceDiffViewModel> run) {
        ObservableValue<Boolean> enabled = visible.flatMap(shown -> shown.<ObservableValue<Boolean>>map(
                        c -> c.model().shownProperty().map(_ -> can.test(c.model())))
                .orElseGet(() -> new SimpleBooleanProperty(false)));
        actions.bind(
                id, enabled, () -> visible.get().map(SourceDiffContent::model).ifPresent(run));
    }

    /// Who walks the hunks means them with the next key.
    private void walk(Runnable step) {
        focus();
        step.run();
    }

    private static void onChosen(SourceDiffViewModel model, IntConsumer action) {
        model.chosenProperty().get().ifPresent(action::accept);
    }

    private void show(String id, String path, Comparison comparison, Optional<Commit> commit) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        Words words = around.words();
        navigator.open(
                id,
                () -> new Tab(
                        id,
                        commit.map(c -> words.live("source.tab.commit", name, c.shortId()))
                                .orElseGet(() -> words.live("source.tab", name)),
                        Octicons.DIFF_16,
                        new SourceDiffContent(repository, around, model(path, comparison), visible)));
        navigator.find(id).ifPresent(tab -> {
            if (tab.content() instanceof SourceDiffContent content) {
                content.model().compare(comparison);
            }
        });
    }

    private SourceDiffViewModel model(String path, Comparison comparison) {
        return new SourceDiffViewModel(
                (which, show) -> around.bridge()
                        .when(repository.actions().sourceDiff(which, path).outcome(), show),
                comparison,
                new Actions(),
                computing,
                around.bridge().executor());
    }

    private final class Actions implements HunkActions {
        @Override
        public void stage(SourceDiff diff, int hunk) {
            repository.stage(diff, hunk);
        }

        @Override
        public void unstage(SourceDiff diff, int hunk) {
            repository.unstage(diff, hunk);
        }

        @Override
        public void discard(SourceDiff diff, int hunk) {
            Words words = around.words();
            ConfirmPane.ask(
                    around.overlay(),
                    words,
                    new ConfirmPane.Question(
                            words.text(
                                    "hunk.discard.title", hunk + 1, diff.hunks().size(), diff.path()),
                            words.text("hunk.discard.body"),
                            words.text("hunk.discard.action", hunk + 1)),
                    () -> repository.discard(diff, hunk));
        }

        @Override
        public void openFile(SourceDiff diff, int line) {
            open.accept(OpenTarget.file(diff.path(), line));
        }
    }
}
