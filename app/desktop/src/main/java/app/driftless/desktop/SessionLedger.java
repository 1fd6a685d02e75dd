package app.driftless.desktop;

import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.sync.SyncReport;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.diff.DiffAspect;
import app.driftless.desktop.live.EngineFeed;
import app.driftless.desktop.shell.Tab;
import app.driftless.desktop.shell.Workbench;
import app.driftless.desktop.sync.FormerSyncView;
import app.driftless.desktop.sync.FormerSyncViewModel;
import org.kordamp.ikonli.octicons.Octicons;

/// Former syncs with each object before and after, a tab for each. FX thread.
final class SessionLedger {
    private final CompositionRoot root;
    private final EngineFeed feed;
    private final Workbench bench;
    private final SessionDiffs diffs;

    SessionLedger(CompositionRoot root, EngineFeed feed, Workbench bench, SessionDiffs diffs) {
        this.root = root;
        this.feed = feed;
        this.bench = bench;
        this.diffs = diffs;
    }

    /// Shows what a sync made of an object.
    void show(SyncReport report, ResourceKey key) {
        String id = "former-sync:" + report.id();
        bench.open(id, () -> tab(id, report));
        bench.current().map(Tab::content).ifPresent(content -> {
            if (content instanceof FormerSyncView view) {
                view.choose(key);
                view.focus();
            }
        });
    }

    private Tab tab(String id, SyncReport report) {
        var around = root.surroundings();
        var parts = new DiffAspect.Parts(
                root.words(),
                around.ages(),
                root.engine().options().clock(),
                root.engine().workers().cpu(),
                around.bridge().executor());
        var view = new FormerSyncView(
                new FormerSyncViewModel(report, show -> feed.deeds().details(report, show)),
                around,
                parts,
                diffs.onlyLooking(),
                () -> root.actions().run(ActionId.SHOW_SYNC));
        return new Tab(id, root.words().live("sync.former.tab", report.commit().shortId()), Octicons.HISTORY_16, view);
    }
}
