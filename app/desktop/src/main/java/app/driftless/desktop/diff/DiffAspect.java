package app.driftless.desktop.diff;

import app.driftless.core.flow.Loadable;
import app.driftless.core.flow.Subscription;
import app.driftless.desktop.document.Aspect;
import app.driftless.desktop.document.AspectProvider;
import app.driftless.desktop.document.AspectView;
import app.driftless.desktop.document.OpenTarget;
import app.driftless.desktop.i18n.Ages;
import app.driftless.desktop.i18n.Words;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Shows how a resource differs from a cluster.
public final class DiffAspect implements AspectProvider {
    /// Where comparisons come from.
    @FunctionalInterface
    public interface Source {
        /// Calls `show` on the FX thread with the comparison for `target`, now and whenever it changes, until closed.
        Subscription follow(OpenTarget target, Consumer<Loadable<ShownDiff>> show);
    }

    /// What every comparison is shown with.
    public record Parts(Words words, Ages ages, InstantSource clock, Executor computing, Executor fx) {}

    private final Source source;
    private final DiffActions actions;
    private final Parts parts;
    private final Runnable bindCluster;

    /// @param bindCluster asks the person to bind a cluster, where none is
    public DiffAspect(Source source, DiffActions actions, Parts parts, Runnable bindCluster) {
        this.source = source;
        this.actions = actions;
        this.parts = parts;
        this.bindCluster = bindCluster;
    }

    @Override
    public Aspect aspect() {
        return Aspect.LIVE_DIFF;
    }

    @Override
    public boolean fits(OpenTarget target) {
        return target.resource().isPresent() && target.environment().isPresent();
    }

    @Override
    public AspectView open(OpenTarget target) {
        return new DiffAspectView(source, actions, parts, target, bindCluster);
    }
}
