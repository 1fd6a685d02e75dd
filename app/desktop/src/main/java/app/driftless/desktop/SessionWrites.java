package app.driftless.desktop;

import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.flow.Loadable;
import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.Risk;
import app.driftless.core.settings.Settings;
import app.driftless.core.sync.SyncReport;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.cluster.BindView;
import app.driftless.desktop.cluster.BindViewModel;
import app.driftless.desktop.diff.Choices;
import app.driftless.desktop.diff.DiffActions;
import app.driftless.desktop.diff.DiffAspect;
import app.driftless.desktop.diff.ShownDiff;
import app.driftless.desktop.document.OpenTarget;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.live.EngineFeed;
import app.driftless.desktop.notice.ConfirmPane;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.plan.Consent;
import app.driftless.desktop.plan.ConsentPane;
import app.driftless.desktop.plan.Extent;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import org.kordamp.ikonli.octicons.Octicons;

/// What a person can do to clusters from the window. Each write is asked for first. FX thread.
final class SessionWrites implements SyncActions, DiffActions {
    private final CompositionRoot root;
    private final EngineFeed feed;
    private final Workbench bench;
    private final Consumer<OpenTarget> open;
    private final Consumer<OpenTarget> compare;
    private final Surroundings around;
    private final Words words;
    private final ObservableValue<Long> published;
    private final Choices choices = new Choices();

    /// @param published changes whenever a comparison does
    /// @param open shows a source
    /// @param compare shows a resource beside its cluster
    SessionWrites(
            CompositionRoot root,
            EngineFeed feed,
            Workbench bench,
            ObservableValue<Long> published,
            Consumer<OpenTarget> open,
            Consumer<OpenTarget> compare) {
        this.root = root;
        this.feed = feed;
        this.bench = bench;
        this.published = published;
        this.open = open;
        this.compare = compare;
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
        var model = new PlanViewModel(entries, choices, new Plans(environment));
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
    public void show(ClusterSync sync, ResourceKey key) {
        compare.accept(new OpenTarget(
                feed.origin(sync.environment().name(), key).map(Origin::path),
                0,
                Optional.of(key),
                Optional.of(sync.environment().name()),
                Optional.of(sync.cluster())));
    }

    @Override
    public void pauseAll(boolean paused) {
        root.store().change((Settings s) -> SettingsEdit.paused(s, paused));
    }

    @Override
    public Choices choices() {
        return choices;
    }

    @Override
    public Set<Deed> possible(ShownDiff shown, Difference difference) {
        Set<Deed> deeds = EnumSet.noneOf(Deed.class);
        if (shown.diff().origin().isPresent()) {
            deeds.add(Deed.OPEN_SOURCE);
        }
        if (feed.canWrite(shown.environment(), shown.cluster())) {
            deeds.add(Deed.SYNC_OBJECT);
            if (difference.kind() == DiffClass.DRIFT || difference.conflict()) {
                deeds.add(Deed.PUT_BACK);
            }
        }
        return deeds;
    }

    @Override
    public void run(Deed deed, ShownDiff shown, Difference difference) {
        switch (deed) {
            case PUT_BACK, SYNC_FIELD ->
                syncPart(
                        shown.environment(),
                        shown.cluster(),
                        new Extent.OneField(shown.diff().key(), difference));
            case SYNC_OBJECT -> syncObject(shown);
            case OPEN_SOURCE -> openSource(shown);
            case ADOPT, IGNORE -> throw new IllegalArgumentException(deed.name());
        }
    }

    @Override
    public void syncObject(ShownDiff shown) {
        syncObject(shown.environment(), shown.cluster(), shown.diff().key());
    }

    /// Asks, then syncs one object and nothing else.
    void syncObject(String environment, String cluster, ResourceKey key) {
        syncPart(environment, cluster, new Extent.OneObject(key));
    }

    private void syncPart(String environment, String cluster, Extent extent) {
        Optional<PlanEntry> entry = feed.plans(environment).stream()
                .filter(e -> e.cluster().equals(cluster))
                .filter(e -> e.writable() && e.plan() instanceof Loadable.Ready)
                .findFirst();
        if (entry.isEmpty()) {
            around.notices().tell(words.text("consent.notNow", environment, cluster));
            return;
        }
        ConsentPane.askPart(
                entry.get(),
                extent,
                choices,
                root.overlay(),
                words,
                consent -> feed.run(environment, cluster, consent.plan(), consent.approval(), () -> {}));
    }

    private void openSource(ShownDiff shown) {
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
        public void run(PlanEntry entry, Consent consent) {
            ConsentPane.ask(consent, root.overlay(), words, () -> {
                String cluster = entry.cluster();
                feed.run(
                        environment,
                        cluster,
                        consent.plan(),
                        consent.approval(),
                        () -> choices.forget(environment, cluster));
                consent.reset();
                root.actions().run(ActionId.SHOW_SYNC);
            });
        }

        @Override
        public void runOnly(PlanEntry entry, ResourceKey key) {
            syncObject(environment, entry.cluster(), key);
        }
    }
}
