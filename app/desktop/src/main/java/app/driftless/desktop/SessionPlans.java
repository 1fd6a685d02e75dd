package app.driftless.desktop;

import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.diff.Decision;
import app.driftless.desktop.diff.DiffAspect;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.live.EngineFeed;
import app.driftless.desktop.notice.ConfirmPane;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.plan.Consent;
import app.driftless.desktop.plan.ConsentPane;
import app.driftless.desktop.plan.PlanActions;
import app.driftless.desktop.plan.PlanEntry;
import app.driftless.desktop.plan.PlanView;
import app.driftless.desktop.plan.PlanViewModel;
import app.driftless.desktop.plan.RulesPane;
import app.driftless.desktop.shell.Tab;
import app.driftless.desktop.shell.TabContent;
import app.driftless.desktop.shell.Workbench;
import java.util.List;
import javafx.beans.value.ObservableValue;
import org.kordamp.ikonli.octicons.Octicons;

/// The plans of an open repository, a tab for each environment. FX thread.
final class SessionPlans {
    private final CompositionRoot root;
    private final EngineFeed feed;
    private final Workbench bench;
    private final ObservableValue<Long> published;
    private final SessionDiffs diffs;
    private final Words words;

    /// @param published changes whenever a comparison does
    SessionPlans(
            CompositionRoot root,
            EngineFeed feed,
            Workbench bench,
            ObservableValue<Long> published,
            SessionDiffs diffs) {
        this.root = root;
        this.feed = feed;
        this.bench = bench;
        this.published = published;
        this.diffs = diffs;
        words = root.words();
    }

    /// Shows the plan of an environment.
    void open(String environment) {
        bench.open("plan:" + environment, () -> planTab(environment));
    }

    private Tab planTab(String environment) {
        ObservableValue<List<PlanEntry>> entries = published.map(_ -> feed.plans(environment));
        var model = new PlanViewModel(entries, diffs.choices(), new Plans(environment));
        Surroundings around = root.surroundings();
        var parts = new DiffAspect.Parts(
                words,
                around.ages(),
                root.engine().options().clock(),
                root.engine().workers().cpu(),
                around.bridge().executor());
        var view = new PlanView(model, diffs, parts);
        TabContent content = () -> view;
        return new Tab("plan:" + environment, words.live("plan.tab", environment), Octicons.CHECKLIST_16, content);
    }

    private final class Plans implements PlanActions {
        private final String environment;

        Plans(String environment) {
            this.environment = environment;
        }

        @Override
        public void planAgain() {
            feed.plans(environment).forEach(entry -> feed.again(environment, entry.cluster()));
        }

        @Override
        public List<String> unpushed() {
            return feed.unpushed();
        }

        @Override
        public void consent(PlanEntry entry, Risk loosening) {
            ConfirmPane.ask(
                    root.overlay(),
                    words,
                    new ConfirmPane.Question(
                            words.text("consent.title", entry.environment().name(), entry.cluster()),
                            words.text(loosening.reason()) + " " + words.text("consent.body"),
                            words.text("consent.action", entry.environment().name())),
                    () -> feed.deeds().consent(entry.environment().name(), entry.cluster(), loosening));
        }

        @Override
        public void run(PlanEntry entry, Consent consent) {
            ConsentPane.ask(consent, root.overlay(), words, given -> {
                String cluster = entry.cluster();
                feed.deeds().run(environment, cluster, given.plan(), given.approval(), () -> diffs.choices()
                        .forget(environment, cluster));
                consent.reset();
                root.actions().run(ActionId.SHOW_SYNC);
            });
        }

        @Override
        public void runOnly(PlanEntry entry, ResourceKey key) {
            diffs.syncObject(environment, entry.cluster(), key);
        }

        @Override
        public void remember(PlanEntry entry, List<Decision> decisions) {
            diffs.rules().remember(environment, entry.cluster(), decisions);
        }

        @Override
        public void showRules(SyncPlan of) {
            RulesPane.show(of, root.overlay(), words, diffs::openRule);
        }
    }
}
