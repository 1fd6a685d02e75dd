package app.driftless.desktop.editor;

import app.driftless.core.flow.Loadable;
import app.driftless.core.flow.Subscription;
import app.driftless.desktop.document.AspectView;
import app.driftless.desktop.document.OpenTarget;
import app.driftless.desktop.i18n.Words;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;

/// Rendered text with a banner while there is none.
final class RenderedAspectView implements AspectView {
    private final RenderedAspect.Source source;
    private final YamlEditor editor;
    private final Words words;
    private final BorderPane pane = new BorderPane();
    private OpenTarget target;
    private Subscription following;

    RenderedAspectView(RenderedAspect.Source source, OpenTarget target, YamlEditor editor, Words words) {
        this.source = source;
        this.target = target;
        this.editor = editor;
        this.words = words;
        editor.setEditable(false);
        pane.setCenter(editor);
        following = source.follow(target, this::show);
    }

    private void show(Loadable<String> text) {
        text.latest()
                .map(Loadable.Ready::value)
                .filter(t -> !t.equals(editor.text()))
                .ifPresent(editor::setText);
        pane.setTop(
                switch (text) {
                    case Loadable.Failed<String> failed -> Banner.of(words, failed.problem());
                    case Loadable.Loading<String>(var last)
                    when last.isEmpty() -> Banner.info(words.text("rendered.loading"));
                    case Loadable.Empty<String>() -> Banner.info(words.text("rendered.none"));
                    case Loadable.Loading<String> _, Loadable.Ready<String> _ -> null;
                });
    }

    @Override
    public Node node() {
        return pane;
    }

    @Override
    public void reveal(OpenTarget next) {
        if (!next.equals(target)) {
            target = next;
            following.close();
            following = source.follow(next, this::show);
        }
    }

    @Override
    public void focus() {
        editor.requestFocus();
    }

    @Override
    public void close() {
        following.close();
    }
}
