package app.driftless.desktop;

import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.settings.Settings;
import app.driftless.core.sync.SyncReport;
import app.driftless.desktop.cluster.BindView;
import app.driftless.desktop.cluster.BindViewModel;
import app.driftless.desktop.document.OpenTarget;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.live.EngineFeed;
import app.driftless.desktop.notice.ConfirmPane;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.shell.SettingsEdit;
import app.driftless.desktop.sync.ClusterSync;
import app.driftless.desktop.sync.SyncActions;
import java.util.Optional;
import java.util.function.Consumer;

/// What a person can do to clusters from the window. Each write is asked for first. FX thread.
final class SessionWrites implements SyncActions {
    private final CompositionRoot root;
    private final EngineFeed feed;
    private final SessionPlans plans;
    private final SessionUndo undo;
    private final SessionLedger ledger;
    private final Consumer<OpenTarget> compare;
    private final Surroundings around;
    private final Words words;

    /// @param compare shows a resource beside its cluster
    SessionWrites(
            CompositionRoot root,
            EngineFeed feed,
            SessionPlans plans,
            SessionUndo undo,
            SessionLedger ledger,
            Consumer<OpenTarget> compare) {
        this.root = root;
        this.feed = feed;
        this.plans = plans;
        this.undo = undo;
        this.ledger = ledger;
        this.compare = compare;
        around = root.surroundings();
        words = root.words();
    }

    @Override
    public void plan(ClusterSync sync) {
        plans.open(sync.environment().name());
    }

    @Override
    public void cancel(ClusterSync sync) {
        feed.deeds().cancel(sync.environment().name(), sync.cluster());
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
                () -> feed.deeds().allowWrites(sync.environment().name(), sync.cluster()));
    }

    @Override
    public void goBack(ClusterSync sync, SyncReport report) {
        feed.deeds().goBack(report, made -> around.notices().tell(words.text("sync.goBack.done", made.shortId())));
    }

    @Override
    public void undo(ClusterSync sync, SyncReport report) {
        undo.plan(sync, report);
    }

    @Override
    public void compare(SyncReport report, ResourceKey key) {
        ledger.show(report, key);
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

    private void ask(ConfirmPane.Question question, Runnable yes) {
        ConfirmPane.ask(root.overlay(), words, question, yes);
    }
}
