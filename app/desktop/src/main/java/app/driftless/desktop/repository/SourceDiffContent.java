package app.driftless.desktop.repository;

import app.driftless.core.repo.Commit;
import app.driftless.core.repo.Comparison;
import app.driftless.desktop.diff.SourceDiffView;
import app.driftless.desktop.diff.SourceDiffViewModel;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.shell.TabContent;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.util.Subscription;

/// A file in two states in a tab. While it is in the window it follows the repository.
final class SourceDiffContent implements TabContent {
    private final SourceDiffViewModel model;
    private final SourceDiffView view;
    private final ReadOnlyStringWrapper before = new ReadOnlyStringWrapper("");
    private final Subscription following;
    private boolean stale;

    /// @param visible holds this while it is in the window
    SourceDiffContent(
            RepositoryViewModel repository,
            Surroundings around,
            SourceDiffViewModel model,
            ObjectProperty<Optional<SourceDiffContent>> visible) {
        this.model = model;
        view = new SourceDiffView(model, around.words(), before.getReadOnlyProperty());
        if (model.comparisonProperty().get() instanceof Comparison.InCommit(Commit commit)) {
            before.set(commit.parents().stream()
                    .findFirst()
                    .map(id -> id.substring(0, Math.min(7, id.length())))
                    .orElse(""));
            following = Subscription.EMPTY;
        } else {
            following = repository.state().subscribe((_, now) -> {
                before.set(now.latest()
                        .flatMap(r -> r.value().head())
                        .map(Commit::shortId)
                        .orElse(""));
                refresh();
            });
            before.set(repository
                    .latest()
                    .getValue()
                    .flatMap(r -> r.head())
                    .map(Commit::shortId)
                    .orElse(""));
        }
        view.sceneProperty().subscribe(scene -> {
            if (scene != null) {
                visible.set(Optional.of(this));
                if (stale) {
                    refresh();
                }
            } else if (visible.get().filter(c -> c == this).isPresent()) {
                visible.set(Optional.empty());
            }
        });
    }

    SourceDiffViewModel model() {
        return model;
    }

    private void refresh() {
        stale = view.getScene() == null;
        if (!stale) {
            model.refresh();
        }
    }

    @Override
    public Node node() {
        return view;
    }

    @Override
    public void focus() {
        view.requestFocus();
    }

    @Override
    public void close() {
        following.unsubscribe();
    }
}
