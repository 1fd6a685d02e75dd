package app.driftless.desktop;

import app.driftless.core.flow.Loadable;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.UndoPlan;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.diff.Choices;
import app.driftless.desktop.diff.Decision;
import app.driftless.desktop.diff.DiffAspect;
import app.driftless.desktop.live.EngineFeed;
import app.driftless.desktop.plan.Consent;
import app.driftless.desktop.plan.ConsentPane;
import app.driftless.desktop.plan.Extent;
import app.driftless.desktop.plan.PlanActions;
import app.driftless.desktop.plan.PlanEntry;
import app.driftless.desktop.plan.PlanView;
import app.driftless.desktop.plan.PlanViewModel;
import app.driftless.desktop.plan.RulesPane;
import app.driftless.desktop.shell.Tab;
import app.driftless.desktop.shell.TabContent;
import app.driftless.desktop.shell.Workbench;
import app.driftless.desktop.sync.ClusterSync;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.kordamp.ikonli.octicons.Octicons;

/// Undoing a sync: planned on request, looked at in a tab like any other plan, then carried out. FX thread.
final class SessionUndo {
    private final CompositionRoot root;
    private final EngineFeed feed;
    private final Workbench bench;
    private final SessionDiffs diffs;

    SessionUndo(CompositionRoot root, EngineFeed feed, Workbench bench, SessionDiffs diffs) {
        this.root = root;
        this.feed = feed;
        this.bench = bench;
        this.diffs = diffs;
    }

    /// Asks the cluster what undoing `report` would do, and shows that.
    void plan(ClusterSync sync, SyncReport report) {
        feed.deeds().planUndo(sync.environment(), sync.cluster(), report, plan -> show(sync, plan));
    }

    private void show(ClusterSync sync, UndoPlan plan) {
        String id = "undo:" + plan.of().id();
        bench.drop(id);
        bench.open(id, () -> tab(id, sync, plan));
    }

    private Tab tab(String id, ClusterSync sync, UndoPlan plan) {
        var around = root.surroundings();
        var words = root.words();
        ObjectProperty<List<PlanEntry>> entries = new SimpleObjectProperty<>(List.of(new PlanEntry(
                sync.environment(),
                sync.cluster(),
                new Loadable.Ready<>(plan.plan(), plan.plan().at()),
                feed.canWrite(sync.environment().name(), sync.cluster()))));
        var model = new PlanViewModel(entries, new Choices(), new Undoing(id, sync, plan));
        var parts = new DiffAspect.Parts(
                words,
                around.ages(),
                root.engine().options().clock(),
                root.engine().workers().cpu(),
                around.bridge().executor());
        var view = new PlanView(model, diffs.onlyLooking(), parts);
        TabContent content = () -> view;
        return new Tab(id, words.live("undo.tab", plan.of().commit().shortId()), Octicons.REPLY_16, content);
    }

    private final class Undoing implements PlanActions {
        private final String tab;
        private final ClusterSync sync;
        private final UndoPlan plan;

        Undoing(String tab, ClusterSync sync, UndoPlan plan) {
            this.tab = tab;
            this.sync = sync;
            this.plan = plan;
        }

        @Override
        public Extent extent() {
            return new Extent.Undoing(plan.of());
        }

        @Override
        public List<UndoPlan.Left> left() {
            return plan.left();
        }

        @Override
        public void planAgain() {
            SessionUndo.this.plan(sync, plan.of());
        }

        @Override
        public List<String> unpushed() {
            return List.of();
        }

        @Override
        public void consent(PlanEntry entry, Risk loosening) {
            throw new IllegalStateException("An undo takes nothing from .driftless.yaml: " + loosening.reason());
        }

        @Override
        public void run(PlanEntry entry, Consent consent) {
            ConsentPane.ask(consent, root.overlay(), root.words(), given -> {
                feed.deeds().undo(sync.environment().name(), sync.cluster(), plan, given.approval());
                bench.drop(tab);
                root.actions().run(ActionId.SHOW_SYNC);
            });
        }

        @Override
        public void runOnly(PlanEntry entry, ResourceKey key) {
            root.surroundings().notices().tell(root.words().text("undo.whole"));
        }

        @Override
        public void remember(PlanEntry entry, List<Decision> decisions) {
            throw new IllegalStateException("An undo takes nothing from others: " + decisions);
        }

        @Override
        public void showRules(SyncPlan of) {
            RulesPane.show(of, root.overlay(), root.words(), diffs::openRule);
        }
    }
}
