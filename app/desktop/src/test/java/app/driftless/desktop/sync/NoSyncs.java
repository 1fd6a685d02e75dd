package app.driftless.desktop.sync;

import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.sync.SyncReport;

/// Nothing is ever synced here.
public final class NoSyncs implements SyncActions {
    @Override
    public void plan(ClusterSync sync) {}

    @Override
    public void cancel(ClusterSync sync) {}

    @Override
    public void retry(ClusterSync sync) {}

    @Override
    public void bind(ClusterSync sync) {}

    @Override
    public void allowWrites(ClusterSync sync) {}

    @Override
    public void goBack(ClusterSync sync, SyncReport report) {}

    @Override
    public void undo(ClusterSync sync, SyncReport report) {}

    @Override
    public void compare(SyncReport report, ResourceKey key) {}

    @Override
    public void show(ClusterSync sync, ResourceKey key) {}

    @Override
    public void pauseAll(boolean paused) {}
}
