package app.driftless.desktop;

import app.driftless.core.settings.Settings;
import app.driftless.core.sync.SyncState;
import app.driftless.core.workspace.SyncPolicy;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.action.ActionRegistry;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.resources.TreeRow.Subject;
import app.driftless.desktop.shell.SettingsEdit;
import app.driftless.desktop.shell.Tab;
import app.driftless.desktop.shell.Workbench;
import app.driftless.desktop.sync.ClusterSync;
import app.driftless.desktop.sync.SyncActions;
import app.driftless.desktop.sync.SyncView;
import app.driftless.desktop.sync.SyncViewModel;
import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.StateGlyph;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;

/// The clusters of an open repository: which one is chosen, and the screen of their syncs. FX thread.
final class SessionSyncs {
    private final Workbench bench;
    private final Surroundings around;
    private final Words words;
    private final SyncViewModel model;

    SessionSyncs(CompositionRoot root, Workbench bench, ObservableValue<List<ClusterSync>> syncs, SyncActions writes) {
        this.bench = bench;
        around = root.surroundings();
        words = root.words();
        model = new SyncViewModel(syncs, root.settings().map(Settings::syncsPaused), writes);
        ActionRegistry actions = root.actions();
        actions.bind(ActionId.SHOW_SYNC, this::open);
        actions.bind(ActionId.BIND_CLUSTER, model.chosen().map(Optional::isPresent), () -> model.chosen()
                .get()
                .ifPresent(writes::bind));
        actions.bind(
                ActionId.SYNC_NOW,
                model.chosen().map(s -> s.filter(ClusterSync::bound).isPresent()),
                () -> model.chosen().get().ifPresent(writes::plan));
        actions.bind(ActionId.PAUSE_SYNCS, () -> root.store().change(s -> SettingsEdit.paused(s, !s.syncsPaused())));
    }

    /// What ends with this window.
    List<String> running() {
        boolean paused = Boolean.TRUE.equals(model.paused().getValue());
        return model.syncs().stream()
                .filter(s -> s.state() instanceof SyncState.Applying
                        || !paused
                                && s.bound()
                                && !s.observeOnly()
                                && s.environment().sync().mode() == SyncPolicy.Mode.AUTO)
                .map(s -> s.environment().name() + " → " + s.cluster())
                .toList();
    }

    ObservableValue<Optional<ClusterSync>> chosen() {
        return model.chosen();
    }

    /// Shows a cluster of the tree: how to bind it, or its sync.
    void show(Subject.OfCluster cluster) {
        model.choose(
                cluster.environment().environment().name(), cluster.cluster().name());
        model.chosen().get().filter(s -> !s.bound()).ifPresentOrElse(model.actions()::bind, this::open);
    }

    /// What runs, for the toolbar.
    Label activity() {
        var label = new Label();
        label.getStyleClass().add("toolbar-note");
        var glyph = new StateGlyph(12);
        glyph.show(Mark.PROGRESSING);
        label.setGraphic(glyph);
        label.textProperty().bind(model.running().flatMap(n -> words.live("sync.title", n)));
        label.visibleProperty().bind(model.running().map(n -> n > 0));
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }

    private void open() {
        bench.open(
                "sync",
                () -> new Tab(
                        "sync",
                        words.live(ActionId.SHOW_SYNC.text()),
                        ActionId.SHOW_SYNC.icon(),
                        new SyncView(model, around)));
        bench.current().ifPresent(tab -> tab.content().focus());
    }
}
