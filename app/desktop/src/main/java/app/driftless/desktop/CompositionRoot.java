package app.driftless.desktop;

import app.driftless.core.Engine;
import app.driftless.core.flow.OperationState;
import app.driftless.core.settings.Settings;
import app.driftless.core.settings.SettingsStore;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.action.ActionRegistry;
import app.driftless.desktop.cluster.SandboxPage;
import app.driftless.desktop.cluster.SandboxViewModel;
import app.driftless.desktop.fx.Disposer;
import app.driftless.desktop.fx.FxBridge;
import app.driftless.desktop.fx.Overlay;
import app.driftless.desktop.fx.Ticker;
import app.driftless.desktop.fx.ViewLoader;
import app.driftless.desktop.i18n.Ages;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.log.LogPanel;
import app.driftless.desktop.log.LogViewModel;
import app.driftless.desktop.notice.Notices;
import app.driftless.desktop.notice.ProblemPane;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.settings.BackgroundSettings;
import app.driftless.desktop.settings.SettingsView;
import app.driftless.desktop.settings.SettingsViewModel;
import app.driftless.desktop.shell.AppearanceMenus;
import app.driftless.desktop.shell.ShellParts;
import app.driftless.desktop.shell.Tab;
import app.driftless.desktop.theme.Theme;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;

/// Wires the window by hand: what lives as long as the window does. FX thread.
final class CompositionRoot implements AutoCloseable {
    /// The name of the sandbox cluster that the window starts.
    static final String SANDBOX = "demo";

    private final Engine engine;
    private final Disposer disposer = new Disposer();
    private final FxBridge bridge = FxBridge.ofPlatform();
    private final ActionRegistry actions = new ActionRegistry();
    private final Overlay overlay = new Overlay();
    private final ReadOnlyObjectProperty<Settings> settings;
    private final ReadOnlyObjectProperty<List<OperationState>> running;
    private final Words words;
    private final Theme theme;
    private final Surroundings surroundings;
    private final ViewLoader views;
    private final SettingsStore store;
    private final SandboxViewModel sandbox;
    private final LogViewModel log;
    private final LogPanel logPanel;

    CompositionRoot(Engine engine) {
        this.engine = engine;
        settings = bridge.property(engine.settings().settings(), disposer);
        running = bridge.property(engine.operations().running(), disposer);
        words = new Words(languageOf(settings.get()));
        theme = new Theme(Sheets.all());
        settings.subscribe(now -> {
            theme.choose(now.theme());
            words.speak(languageOf(now));
        });
        var notices = new Notices(engine.options().clock());
        var ticker = new Ticker(engine.options().clock(), engine.workers(), bridge, disposer);
        var ages = new Ages(words, ZoneId.systemDefault());
        surroundings = new Surroundings(words, ages, ticker.now(), overlay, bridge, notices);
        views = new ViewLoader(words);
        store = new BackgroundSettings(
                engine.settings(), engine.workers().lane("settings"), problem -> bridge.executor()
                        .execute(() -> notices.fail(problem)));
        log = new LogViewModel(engine.events(), words, ages, bridge, disposer);
        log.onOpen(problem -> overlay.show(ProblemPane.dialog(problem, words, overlay::close), () -> {}));
        logPanel = new LogPanel(log, words, ages, ticker.now());
        sandbox = new SandboxViewModel(
                new SandboxViewModel.Parts(engine.sandboxes(), engine.operations(), running, bridge, notices),
                SANDBOX,
                disposer);
    }

    private static Locale languageOf(Settings settings) {
        return settings.language().map(Locale::forLanguageTag).orElse(Locale.getDefault());
    }

    Engine engine() {
        return engine;
    }

    /// Where a choice of the person goes.
    SettingsStore store() {
        return store;
    }

    ActionRegistry actions() {
        return actions;
    }

    Overlay overlay() {
        return overlay;
    }

    ReadOnlyObjectProperty<Settings> settings() {
        return settings;
    }

    /// What runs now, as the FX thread sees it.
    ReadOnlyObjectProperty<List<OperationState>> running() {
        return running;
    }

    Words words() {
        return words;
    }

    Theme theme() {
        return theme;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    ViewLoader views() {
        return views;
    }

    SandboxViewModel sandbox() {
        return sandbox;
    }

    /// The log, which goes on while repositories are opened and closed.
    ShellParts.Below logBelow() {
        return new ShellParts.Below("log", ActionId.SHOW_LOG.text(), log.unseen(), logPanel);
    }

    Tab settingsTab() {
        return new Tab(
                "settings",
                words.live(ActionId.SHOW_SETTINGS.text()),
                ActionId.SHOW_SETTINGS.icon(),
                new SettingsView(
                        new SettingsViewModel(store, settings, engine.trust()),
                        new AppearanceMenus(store, settings, words).nodes(),
                        views));
    }

    Tab sandboxTab() {
        return new Tab(
                "sandbox",
                words.live(ActionId.SHOW_SANDBOX.text()),
                ActionId.SHOW_SANDBOX.icon(),
                new SandboxPage(List.of(sandbox), words));
    }

    @Override
    public void close() {
        disposer.close();
    }
}
