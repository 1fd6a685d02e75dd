package app.driftless.desktop.editor;

import app.driftless.core.flow.Loadable;
import app.driftless.core.flow.Subscription;
import app.driftless.desktop.document.Aspect;
import app.driftless.desktop.document.AspectProvider;
import app.driftless.desktop.document.AspectView;
import app.driftless.desktop.document.OpenTarget;
import app.driftless.desktop.i18n.Words;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Shows what a file or resource renders to, read-only.
public final class RenderedAspect implements AspectProvider {
    /// Where rendered text comes from.
    @FunctionalInterface
    public interface Source {
        /// Calls `show` on the FX thread with the text for `target`, now and whenever it changes, until closed.
        Subscription follow(OpenTarget target, Consumer<Loadable<String>> show);
    }

    private final Source source;
    private final Words words;
    private final Executor background;
    private final Executor fx;

    public RenderedAspect(Source source, Words words, Executor background, Executor fx) {
        this.source = source;
        this.words = words;
        this.background = background;
        this.fx = fx;
    }

    @Override
    public Aspect aspect() {
        return Aspect.RENDERED;
    }

    @Override
    public boolean fits(OpenTarget target) {
        return target.resource().isPresent() && target.environment().isPresent();
    }

    @Override
    public AspectView open(OpenTarget target) {
        return new RenderedAspectView(source, target, new YamlEditor(words::text, background, fx), words);
    }
}
