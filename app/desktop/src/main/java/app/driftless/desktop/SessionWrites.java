package app.driftless.desktop;

import app.driftless.core.diff.Difference;
import app.driftless.core.manifest.Origin;
import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.settings.Settings;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.sync.SyncReport;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.cluster.BindView;
import app.driftless.desktop.cluster.BindViewModel;
import app.driftless.desktop.diff.DiffActions;
import app.driftless.desktop.diff.DiffAspect;
import app.driftless.desktop.diff.ShownDiff;
import app.driftless.desktop.document.OpenTarget;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.live.EngineFeed;
import app.driftless.desktop.notice.ConfirmPane;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.plan.PlanActions;
import app.driftless.desktop.plan.PlanEntry;
import app.driftless.desktop.plan.PlanView;
import app.driftless.desktop.plan.PlanViewModel;
import app.driftless.desktop.shell.SettingsEdit;
import app.driftless.desktop.shell.Tab;
import app.driftless.desktop.shell.TabContent;
import app.driftless.desktop.shell.Workbench;
import app.driftless.desktop.sync.ClusterSync;
import app.driftless.desktop.sync.SyncActions;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import org.kordamp.ikonli.octicons.Octicons;

/// What a person can do to clusters from the window. Each write is asked for first. FX thread.
final class SessionWrites implements SyncActions, DiffActions {
    private final CompositionRoot root;
    private final EngineFeed feed;
    private final Workbench bench;
    private final Consumer<OpenTarget> open;
    private final Surroundings around;
    private final Words words;
    private final ObservableValue<Long> published;

    /// @param published changes whenever a comparison does
    /// @param open shows a source
    SessionWrites(
            CompositionRoot root,
            EngineFeed feed,
            Workbench bench,
            ObservableValue<Long> published,
            Consumer<OpenTarget> open) {
        this.root = root;
        this.feed = feed;
        this.bench = bench;
        this.published = published;
        this.open = open;
        around = root.surroundings();
        words = root.words();
    }

    @Override
    public void plan(ClusterSync sync) {
        String environment = sync.environment().name();
        bench.open("plan:" + environment, () -> planTab(environment));
    }

    private Tab planTab(String environment) {
        ObservableValue<List<PlanEntry>> entries = published.map(_ -> feed.plans(environment));
        var model = new PlanViewModel(entries, new Plans(environment));
        var parts = new DiffAspect.Parts(
                words,
                around.ages(),
                root.engine().options().clock(),
                root.engine().workers().cpu(),
                around.bridge().executor());
        var view = new PlanView(model, this, parts);
        TabContent content = () -> view;
        return new Tab("plan:" + environment, words.live("plan.tab", environment), Octicons.CHECKLIST_16, content);
    }

    @Override
    public void cancel(ClusterSync sync) {
        feed.cancel(sync.environment().name(), sync.cluster());
    }

    @Override
    public void retry(ClusterSync sync) {
        feed.again(sync.environment().name(), sync.cluster());
    }

    @Override
    public void bind(ClusterSync sync) {
        var engine = root.engine();
        var model = new BindViewModel(
                new BindViewModel.Parts(engine.clusters(), engine.trust(), engine.operations(), around.bridge()),
                new BindViewModel.Subject(
                        feed.workspace().repository().root(), sync.environment().name(), sync.cluster()),
                root.settings().get(),
                binding -> {
                    root.overlay().close();
                    feed.again(binding.environment(), binding.cluster());
                    around.notices().tell(words.text("bind.done", binding.cluster(), binding.context()));
                });
        BindView.open(model, around, root.views());
    }

    @Override
    public void allowWrites(ClusterSync sync) {
        ask(
                new ConfirmPane.Question(
                        words.text("allowWrites.title", sync.cluster()),
                        words.text(
                                "allowWrites.body",
                                sync.cluster(),
                                sync.environment().name()),
                        words.text("allowWrites.action", sync.cluster())),
                () -> feed.allowWrites(sync.environment().name(), sync.cluster()));
    }

    @Override
    public void goBack(ClusterSync sync, SyncReport report) {
        feed.goBack(report);
    }

    @Override
    public void pauseAll(boolean paused) {
        root.store().change((Settings s) -> SettingsEdit.paused(s, paused));
    }

    @Override
    public void putBack(ShownDiff shown, Difference difference) {
        ask(
                new ConfirmPane.Question(
                        words.text("putBack.title", lastSegment(difference.fieldPath())),
                        words.text(
                                "putBack.body", shown.diff().key().toString(), shown.cluster(), difference.fieldPath()),
                        words.text("putBack.action", shown.cluster())),
                () -> feed.putBack(shown, difference));
    }

    private static String lastSegment(String fieldPath) {
        return fieldPath.substring(fieldPath.lastIndexOf('.') + 1);
    }

    @Override
    public boolean canWrite(ShownDiff shown) {
        return feed.canWrite(shown.environment(), shown.cluster());
    }

    @Override
    public void openSource(ShownDiff shown, Difference difference) {
        shown.diff()
                .origin()
                .ifPresent((Origin origin) -> open.accept(new OpenTarget(
                        Optional.of(origin.path()),
                        origin.line(),
                        Optional.of(shown.diff().key()),
                        Optional.of(shown.environment()),
                        Optional.of(shown.cluster()))));
    }

    private void ask(ConfirmPane.Question question, Runnable yes) {
        ConfirmPane.ask(root.overlay(), words, question, yes);
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
            ask(
                    new ConfirmPane.Question(
                            words.text("consent.title", entry.environment().name(), entry.cluster()),
                            words.text(loosening.reason()) + " " + words.text("consent.body"),
                            words.text("consent.action", entry.environment().name())),
                    () -> feed.consent(entry.environment().name(), entry.cluster(), loosening));
        }

        @Override
        public void run(PlanEntry entry, SyncPlan plan, SyncApproval approval) {
            feed.run(entry.environment().name(), entry.cluster(), plan, approval);
            root.actions().run(ActionId.SHOW_SYNC);
        }
    }
}
