package app.driftless.desktop.diff;

import app.driftless.core.flow.Loadable;
import app.driftless.core.flow.Subscription;
import app.driftless.core.problem.Texts.ProblemText;
import app.driftless.desktop.document.AspectView;
import app.driftless.desktop.document.OpenTarget;
import app.driftless.desktop.shell.EmptyState;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/// The comparison, or what stands in its place while there is none.
final class DiffAspectView implements AspectView {
    private final DiffAspect.Source source;
    private final DiffAspect.Parts parts;
    private final DiffViewModel model;
    private final DiffView view;
    private final StackPane pane = new StackPane();
    private final Runnable bindCluster;
    private OpenTarget target;
    private Subscription following;

    DiffAspectView(
            DiffAspect.Source source,
            DiffActions actions,
            DiffAspect.Parts parts,
            OpenTarget target,
            Runnable bindCluster) {
        this.source = source;
        this.parts = parts;
        this.target = target;
        this.bindCluster = bindCluster;
        model = new DiffViewModel(parts.computing(), parts.fx());
        view = new DiffView(model, actions, parts.words(), parts.ages(), parts.clock());
        following = source.follow(target, this::show);
    }

    private void show(Loadable<ShownDiff> diff) {
        diff.latest()
                .ifPresentOrElse(
                        ready -> {
                            model.show(ready.value());
                            pane.getChildren().setAll(view);
                        },
                        () -> pane.getChildren().setAll(placeholder(diff)));
    }

    private Node placeholder(Loadable<ShownDiff> diff) {
        return switch (diff) {
            case Loadable.Failed<ShownDiff> failed -> {
                ProblemText text = parts.words().engine().text(failed.problem());
                yield new EmptyState(
                        new SimpleStringProperty(text.what() + " " + text.why()),
                        new SimpleStringProperty(text.state() + " " + text.todo() + " " + text.code()));
            }
            case Loadable.Loading<ShownDiff> _ ->
                new EmptyState(parts.words().live("diff.loading"), new SimpleStringProperty(""));
            case Loadable.Empty<ShownDiff> _, Loadable.Ready<ShownDiff> _ ->
                new EmptyState(
                                parts.words().live("diff.not-connected"),
                                parts.words().live("diff.not-connected.detail"))
                        .withAction(parts.words().live("action.bind-cluster"), bindCluster);
        };
    }

    @Override
    public Node node() {
        return pane;
    }

    @Override
    public void reveal(OpenTarget next) {
        if (!next.equals(target)) {
            target = next;
            model.clear();
            following.close();
            following = source.follow(next, this::show);
        }
    }

    @Override
    public void focus() {
        view.requestFocus();
    }

    @Override
    public void close() {
        following.close();
    }
}
