package app.driftless.desktop.sync;

import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.sync.SyncReport;

/// What a person can ask of syncs. FX thread; every call returns at once.
public interface SyncActions {
    /// Shows what a sync would do; it starts from there.
    void plan(ClusterSync sync);

    void cancel(ClusterSync sync);

    /// Looks at the remote and the cluster again, now.
    void retry(ClusterSync sync);

    void bind(ClusterSync sync);

    /// Lets a binding write, which only observed so far.
    void allowWrites(ClusterSync sync);

    /// Makes a commit that puts the environment back to what `report` applied.
    void goBack(ClusterSync sync, SyncReport report);

    /// Shows what it would take to put the cluster back to what it was before `report`; nothing is written by that.
    void undo(ClusterSync sync, SyncReport report);

    /// Shows an object before and after a former sync.
    void compare(SyncReport report, ResourceKey key);

    /// Shows an object beside its cluster.
    void show(ClusterSync sync, ResourceKey key);

    void pauseAll(boolean paused);
}
