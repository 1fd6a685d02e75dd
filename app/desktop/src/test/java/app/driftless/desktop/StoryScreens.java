package app.driftless.desktop;

import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.flow.Outcome;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.sync.SyncDetails;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.UndoPlan;
import app.driftless.core.workspace.Protection;
import app.driftless.desktop.diff.Choice;
import app.driftless.desktop.diff.Choices;
import app.driftless.desktop.diff.Decision;
import app.driftless.desktop.diff.DiffActions;
import app.driftless.desktop.diff.DiffAspect;
import app.driftless.desktop.diff.DiffView;
import app.driftless.desktop.diff.DiffViewModel;
import app.driftless.desktop.diff.ShownDiff;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.plan.Consent;
import app.driftless.desktop.plan.Extent;
import app.driftless.desktop.plan.PlanActions;
import app.driftless.desktop.plan.PlanEntry;
import app.driftless.desktop.plan.PlanView;
import app.driftless.desktop.plan.PlanViewModel;
import app.driftless.desktop.shell.Tab;
import app.driftless.desktop.shell.TabContent;
import app.driftless.desktop.shell.Workbench;
import app.driftless.desktop.sync.FormerSyncView;
import app.driftless.desktop.sync.FormerSyncViewModel;
import app.driftless.desktop.sync.NoSyncs;
import app.driftless.desktop.sync.SyncView;
import app.driftless.desktop.sync.SyncViewModel;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import org.kordamp.ikonli.octicons.Octicons;

/// The screens about clusters, with the plan and the syncs of the story. Nothing is ever written.
final class StoryScreens {
    private final Workbench bench;
    private final Surroundings around;

    StoryScreens(Workbench bench, Surroundings around) {
        this.bench = bench;
        this.around = around;
    }

    void diff() {
        var writes = new NoWrites();
        writes.choices()
                .choose(
                        new Choices.Field("production", "prod-eu", StoryPlans.API, StoryPlans.REPLICAS),
                        Choice.TAKE_OVER);
        var model = new DiffViewModel(Runnable::run, Runnable::run);
        var view = new DiffView(model, writes, around.words(), around.ages(), InstantSource.fixed(Story.NOW));
        model.show(StoryPlans.shown());
        model.next();
        open("diff", view);
    }

    /// A comparison with every class, made without a webhook, of an object that older managers own in part.
    void everyClass(boolean hidden) {
        var model = new DiffViewModel(Runnable::run, Runnable::run);
        var view = new DiffView(model, new NoWrites(), around.words(), around.ages(), InstantSource.fixed(Story.NOW));
        model.show(StoryRules.shown());
        if (!hidden) {
            model.toggle(DiffClass.IGNORED);
            model.toggle(DiffClass.DEFAULT);
            model.choose(StoryRules.shown().diff().differences().indexOf(StoryRules.ignored()));
        }
        open("diff", view);
    }

    PlanViewModel plan() {
        return plan(StoryPlans.entry(), new NoWrites());
    }

    /// With rules, of which one leaves nothing alone.
    void planWithRules() {
        plan(StoryRules.entry(), new NoWrites());
    }

    void undo() {
        plan(StoryPlans.entry(Protection.CONFIRM), new NoWrites() {
            @Override
            public Extent extent() {
                return new Extent.Undoing(Story.syncs().getFirst().ledger().get(1));
            }

            @Override
            public List<UndoPlan.Left> left() {
                return StoryRules.left();
            }

            @Override
            public List<String> unpushed() {
                return List.of();
            }
        });
    }

    private PlanViewModel plan(PlanEntry entry, NoWrites writes) {
        var model = new PlanViewModel(new SimpleObjectProperty<>(List.of(entry)), writes.choices(), writes);
        var parts = new DiffAspect.Parts(
                around.words(), around.ages(), InstantSource.fixed(Story.NOW), Runnable::run, Runnable::run);
        open("plan", new PlanView(model, writes, parts));
        return model;
    }

    SyncViewModel sync() {
        var model = new SyncViewModel(
                new SimpleObjectProperty<>(Story.syncs()), new SimpleObjectProperty<>(false), new NoSyncs());
        model.choose("production", "prod-eu");
        open("sync", new SyncView(model, around).node());
        return model;
    }

    /// @param kept whether there is a copy of the object before and after, else it is gone
    void formerSync(boolean kept) {
        SyncReport report = Story.syncs().getFirst().ledger().get(1);
        var details = new SyncDetails(report, kept, kept ? StoryWritten.all() : List.of());
        var parts = new DiffAspect.Parts(
                around.words(), around.ages(), InstantSource.fixed(Story.NOW), Runnable::run, Runnable::run);
        var model = new FormerSyncViewModel(report, show -> show.accept(new Outcome.Done<>(Optional.of(details))));
        var view = new FormerSyncView(model, around, parts, new NoWrites(), () -> {});
        view.choose(StoryPlans.API);
        open("former", view.node());
    }

    private void open(String id, Node node) {
        TabContent content = () -> node;
        bench.open(id, () -> new Tab(id, around.words().live("action.show-sync"), Octicons.SYNC_16, content));
    }

    /// Everything is possible, and nothing happens.
    static class NoWrites implements DiffActions, PlanActions {
        private final Choices choices = new Choices();

        @Override
        public Choices choices() {
            return choices;
        }

        @Override
        public Set<Deed> possible(ShownDiff shown, Difference difference) {
            return difference.kind() == DiffClass.DRIFT ? EnumSet.allOf(Deed.class) : Set.of(Deed.OPEN_SOURCE);
        }

        @Override
        public void run(Deed deed, ShownDiff shown, Difference difference) {}

        @Override
        public void syncObject(ShownDiff shown) {}

        @Override
        public void planAgain() {}

        @Override
        public List<String> unpushed() {
            return List.of("4f2c9a1 payments: api 2.14.0");
        }

        @Override
        public void consent(PlanEntry entry, Risk loosening) {}

        @Override
        public void run(PlanEntry entry, Consent consent) {}

        @Override
        public void runOnly(PlanEntry entry, ResourceKey key) {}

        @Override
        public void remember(PlanEntry entry, List<Decision> decisions) {}

        @Override
        public void showRules(SyncPlan plan) {}
    }
}
