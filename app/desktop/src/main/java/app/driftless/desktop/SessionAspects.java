package app.driftless.desktop;

import app.driftless.core.Engine;
import app.driftless.core.manifest.YamlRoute;
import app.driftless.core.validate.Outline;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.diff.DiffActions;
import app.driftless.desktop.diff.DiffAspect;
import app.driftless.desktop.document.AspectProvider;
import app.driftless.desktop.editor.EditorAspect;
import app.driftless.desktop.editor.EditorViewModel;
import app.driftless.desktop.editor.OpenFindings;
import app.driftless.desktop.editor.RenderedAspect;
import app.driftless.desktop.live.EngineFeed;
import app.driftless.desktop.shell.SettingsEdit;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/// The ways to look at a document of an open repository. FX thread.
final class SessionAspects {
    private final EditorAspect editor;
    private final RenderedAspect rendered;
    private final DiffAspect diff;

    SessionAspects(CompositionRoot root, EngineFeed feed, DiffActions writes) {
        Engine engine = root.engine();
        var around = root.surroundings();
        var words = root.words();
        var actions = root.actions();
        var fx = around.bridge().executor();
        editor = new EditorAspect(
                new EditorViewModel.Parts(
                        feed.workspace().repository(),
                        engine.drafts(),
                        feed.check(),
                        engine.workers(),
                        engine.options().clock(),
                        fx),
                feed::language,
                (path, text) -> Outline.of(feed.workspace().parser().parse(path, text, YamlRoute.RAW)),
                outlineShown(root),
                actions,
                words);
        rendered = new RenderedAspect(feed.rendered(), words, engine.workers().cpu(), fx);
        diff = new DiffAspect(
                feed.diffs(),
                writes,
                new DiffAspect.Parts(
                        words,
                        around.ages(),
                        engine.options().clock(),
                        engine.workers().cpu(),
                        fx),
                () -> actions.run(ActionId.BIND_CLUSTER));
    }

    /// As it was left last, and remembered from now on.
    private static BooleanProperty outlineShown(CompositionRoot root) {
        var shown = new SimpleBooleanProperty(root.settings().get().outlineShown());
        shown.addListener((_, _, now) -> root.store().change(s -> SettingsEdit.outline(s, now)));
        return shown;
    }

    /// What is wrong in the texts that are open.
    OpenFindings open() {
        return editor.findings();
    }

    /// In the order of the view bar.
    List<AspectProvider> with(AspectProvider history) {
        return List.of(editor, rendered, diff, history);
    }
}
