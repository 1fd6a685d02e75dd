package app.driftless.desktop;

import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.ConfirmPane;
import app.driftless.desktop.shell.Tab;
import java.nio.file.Path;

/// What an open repository asks before it goes on. FX thread.
final class SessionQuestions {
    private final CompositionRoot root;
    private final Words words;

    SessionQuestions(CompositionRoot root) {
        this.root = root;
        words = root.words();
    }

    /// Whether programs may render the repository.
    ///
    /// @param then is run off the FX thread once they may
    void trust(Path repository, Runnable then) {
        ask(
                new ConfirmPane.Question(
                        words.text("trust.title", String.valueOf(repository.getFileName())),
                        words.text("trust.body"),
                        words.text("trust.action")),
                () -> root.engine().workers().io("trust", () -> {
                    root.engine().trust().allowRendering(repository, true);
                    then.run();
                }));
    }

    /// Whether a tab may close although something in it is not saved.
    void unsaved(Tab tab, Runnable close) {
        ask(
                new ConfirmPane.Question(
                        words.text("unsaved.title", tab.title().getValue()),
                        words.text("unsaved.body"),
                        words.text("unsaved.action")),
                close);
    }

    private void ask(ConfirmPane.Question question, Runnable yes) {
        ConfirmPane.ask(root.overlay(), words, question, yes);
    }
}
