package app.driftless.desktop;

import app.driftless.core.diff.Difference;
import app.driftless.core.workspace.WorkspaceFinder;
import app.driftless.desktop.diff.Decision;
import app.driftless.desktop.diff.EditPane;
import app.driftless.desktop.diff.EditPreview;
import app.driftless.desktop.diff.IgnorePane;
import app.driftless.desktop.diff.IgnoreViewModel;
import app.driftless.desktop.diff.ShownDiff;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.live.EngineFeed;
import app.driftless.desktop.notice.ConfirmPane;
import app.driftless.desktop.notice.Surroundings;
import java.util.List;

/// Rules of `.driftless.yaml` that a person makes from differences. Each is shown before it is saved. FX thread.
final class SessionRules {
    private final CompositionRoot root;
    private final EngineFeed feed;
    private final Surroundings around;
    private final Words words;

    SessionRules(CompositionRoot root, EngineFeed feed) {
        this.root = root;
        this.feed = feed;
        around = root.surroundings();
        words = root.words();
    }

    void ignore(ShownDiff shown, Difference difference) {
        var workers = root.engine().workers();
        var model = new IgnoreViewModel(
                shown,
                difference,
                feed.deeds().rules(),
                workers.io(),
                around.bridge().executor());
        IgnorePane.ask(model, root.overlay(), words, edit -> feed.deeds().save(List.of(edit), () -> tellSaved(edit)));
    }

    /// Lets what was decided about conflicts count from now on, for everybody.
    void remember(String environment, String cluster, List<Decision> decisions) {
        feed.deeds()
                .remember(
                        environment,
                        decisions,
                        found -> found.ifPresentOrElse(
                                edit -> ask(environment, cluster, decisions, edit),
                                () -> around.notices().tell(words.text("remember.already", WorkspaceFinder.FILE))));
    }

    private void ask(String environment, String cluster, List<Decision> decisions, EditPreview edit) {
        boolean takes = decisions.stream().anyMatch(Decision::takesOver);
        String body = words.text("remember.body", environment);
        EditPane.ask(
                new ConfirmPane.Question(
                        words.text("remember.title", decisions.size()),
                        takes ? body + words.text("remember.body.takes") : body,
                        words.text("remember.action", decisions.size())),
                List.of(edit),
                root.overlay(),
                words,
                () -> feed.deeds().saveRules(environment, cluster, edit, () -> tellSaved(edit)));
    }

    private void tellSaved(EditPreview edit) {
        around.notices().tell(words.text("ignore.done", edit.path()));
    }
}
