package app.driftless.desktop;

import app.driftless.core.flow.Signal;
import app.driftless.core.workspace.IndexState;
import app.driftless.desktop.diff.DiffActions;
import app.driftless.desktop.diff.DiffAspect;
import app.driftless.desktop.editor.FileCheck;
import app.driftless.desktop.editor.Language;
import app.driftless.desktop.editor.RenderedAspect;
import app.driftless.desktop.resources.EnvironmentEntry;
import app.driftless.desktop.sync.ClusterSync;
import app.driftless.desktop.sync.SyncActions;
import java.util.List;
import java.util.function.Consumer;

/// What the window shows of an open repository beyond Git, as the features want to see it. The one place where the
/// engine's workspace becomes rows and cards.
interface WorkspaceFeed extends AutoCloseable {
    Signal<List<EnvironmentEntry>> environments();

    Signal<IndexState> index();

    Signal<List<ClusterSync>> syncs();

    FileCheck check();

    Language language(String path);

    /// Where rendered text comes from.
    RenderedAspect.Source rendered();

    /// Where comparisons with clusters come from.
    DiffAspect.Source diffs();

    DiffActions diffActions();

    /// What can be done with syncs.
    ///
    /// @param bind asks the person to bind a cluster
    SyncActions syncActions(Consumer<ClusterSync> bind);

    @Override
    void close();
}
