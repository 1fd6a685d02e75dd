package app.driftless.desktop;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.EventLog;
import app.driftless.core.flow.Operations;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.repo.Repositories;
import app.driftless.core.repo.Repository;
import app.driftless.core.sandbox.Sandboxes;
import app.driftless.core.settings.Settings;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.action.ActionRegistry;
import app.driftless.desktop.action.KeySheet;
import app.driftless.desktop.action.PaletteItem;
import app.driftless.desktop.action.PalettePane;
import app.driftless.desktop.cluster.BindView;
import app.driftless.desktop.cluster.BindViewModel;
import app.driftless.desktop.cluster.SandboxCard;
import app.driftless.desktop.cluster.SandboxPage;
import app.driftless.desktop.cluster.SandboxViewModel;
import app.driftless.desktop.fx.Disposer;
import app.driftless.desktop.fx.FxBridge;
import app.driftless.desktop.fx.Overlay;
import app.driftless.desktop.fx.ViewLoader;
import app.driftless.desktop.fx.ZoomPane;
import app.driftless.desktop.i18n.Ages;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.log.LogPanel;
import app.driftless.desktop.log.LogViewModel;
import app.driftless.desktop.notice.Notices;
import app.driftless.desktop.notice.ProblemPane;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.notice.ToastLayer;
import app.driftless.desktop.repository.ChangesPanel;
import app.driftless.desktop.repository.CloneView;
import app.driftless.desktop.repository.CloneViewModel;
import app.driftless.desktop.repository.HistoryTabs;
import app.driftless.desktop.repository.RepositoryActions;
import app.driftless.desktop.repository.RepositoryToolbar;
import app.driftless.desktop.repository.RepositoryViewModel;
import app.driftless.desktop.repository.SourceDiffTabs;
import app.driftless.desktop.resources.EnvironmentsPanel;
import app.driftless.desktop.resources.FileCommands;
import app.driftless.desktop.resources.FileEdits;
import app.driftless.desktop.resources.FilesPanel;
import app.driftless.desktop.resources.FilesViewModel;
import app.driftless.desktop.resources.ProblemsPanel;
import app.driftless.desktop.resources.ProblemsViewModel;
import app.driftless.desktop.resources.ResourcesViewModel;
import app.driftless.desktop.settings.SettingsView;
import app.driftless.desktop.settings.SettingsViewModel;
import app.driftless.desktop.shell.AppearanceMenus;
import app.driftless.desktop.shell.EmptyState;
import app.driftless.desktop.shell.Place;
import app.driftless.desktop.shell.ShellParts;
import app.driftless.desktop.shell.ShellView;
import app.driftless.desktop.shell.Tab;
import app.driftless.desktop.shell.WelcomeView;
import app.driftless.desktop.shell.Workbench;
import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.Theme;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.octicons.Octicons;

/// All views of the window with the story of a shop, for tests and pictures.
final class Gallery implements AutoCloseable {
    enum View {
        WELCOME,
        ENVIRONMENTS,
        BY_KIND,
        FILES,
        LOG,
        PALETTE,
        KEYS,
        PROBLEM,
        CHANGES,
        SOURCE_DIFF,
        SOURCE_PLACEHOLDER,
        HISTORY,
        LIVE_DIFF,
        LIVE_DIFF_QUIET,
        LIVE_DIFF_EVERY_CLASS,
        PLAN,
        PLAN_RULES,
        UNDO,
        RULES,
        IGNORE,
        IGNORE_REFUSED,
        ADOPT,
        REMEMBER,
        CONSENT,
        CONSENT_PART,
        CLONE,
        SYNC,
        LEDGER,
        FORMER_SYNC,
        FORMER_SYNC_GONE,
        BIND,
        SETTINGS,
        SANDBOX
    }

    private final Disposer disposer = new Disposer();
    private final Words words;
    private final Theme theme;
    private final ActionRegistry actions = new ActionRegistry();
    private final Stagehand.MemorySettings store = new Stagehand.MemorySettings();
    private final FxBridge bridge = FxBridge.ofPlatform();

    private static final Problem PROBLEM = Problem.of(RepoProblem.NO_SUCH_FILE, "clusters/production/api.yaml")
            .withDetails("NoSuchFileException: clusters/production/api.yaml");

    private final Workbench bench = new Workbench();
    private final Overlay overlay = new Overlay();
    private final Notices notices = new Notices(InstantSource.fixed(Story.NOW));
    private final ObservableValue<Instant> now = new SimpleObjectProperty<>(Story.NOW);
    private final ResourcesViewModel resources = new ResourcesViewModel(
            new SimpleObjectProperty<>(Story.environments()), _ -> {}, _ -> {}, _ -> {}, _ -> {});
    private final FilesViewModel files = new FilesViewModel(
            new SimpleObjectProperty<>(Story.index()), new SimpleObjectProperty<>(Story.changes()), _ -> {});
    private final ProblemsViewModel problems = new ProblemsViewModel(
            new SimpleObjectProperty<>(Story.findings()),
            new SimpleObjectProperty<>(Set.of()),
            new SimpleObjectProperty<>(Optional.empty()),
            _ -> {});

    private final Workers workers = new Workers();
    private final Operations operations =
            new Operations(workers, InstantSource.fixed(Story.NOW), new EventLog(InstantSource.fixed(Story.NOW)));
    private final RepositoryViewModel repository;
    private final RepositoryToolbar toolbar;
    private final SourceDiffTabs diffs;
    private final HistoryTabs history;
    private final Surroundings around;
    private final StoryScreens screens;
    private final StoryDialogs dialogs;

    Gallery(Settings.Theme choice, Locale locale) {
        words = new Words(locale);
        around = new Surroundings(words, new Ages(words, ZoneOffset.UTC), now, overlay, bridge, notices);
        screens = new StoryScreens(bench, around);
        dialogs = new StoryDialogs(overlay, words);
        repository = new RepositoryViewModel(
                new RepositoryActions(new StoryRepository(), operations),
                bridge,
                notices,
                InstantSource.fixed(Story.NOW));
        theme = new Theme(Sheets.all());
        theme.choose(choice);
        for (ActionId id : ActionId.values()) {
            actions.bind(id, () -> {});
        }
        toolbar = new RepositoryToolbar(repository, actions, around);
        diffs = new SourceDiffTabs(repository, around, bench, Runnable::run, _ -> {});
        history = new HistoryTabs(repository, around, diffs);
    }

    Scene show(View view) {
        Region root =
                switch (view) {
                    case WELCOME -> welcome();
                    case ENVIRONMENTS -> shell(Place.ENVIRONMENTS);
                    case BY_KIND -> {
                        resources.byKindProperty().set(true);
                        yield shell(Place.ENVIRONMENTS);
                    }
                    case FILES -> {
                        bench.showBottom("problems");
                        files.reveal("clusters/production/payments/api.yaml");
                        files.reveal("base/payments/api.yaml");
                        yield shell(Place.FILES);
                    }
                    case LOG -> {
                        bench.showBottom("log");
                        yield shell(Place.ENVIRONMENTS);
                    }
                    case CHANGES -> {
                        repository.messageProperty().set("payments: api 2.14.0");
                        yield shell(Place.CHANGES);
                    }
                    case SOURCE_DIFF -> {
                        var frame = shell(Place.CHANGES);
                        diffs.show(Story.changes().getFirst(), false);
                        yield frame;
                    }
                    case SOURCE_PLACEHOLDER -> {
                        var frame = shell(Place.CHANGES);
                        diffs.show(Story.changes().getFirst(), true);
                        yield frame;
                    }
                    case HISTORY -> {
                        var frame = shell(Place.CHANGES);
                        history.show(bench);
                        yield frame;
                    }
                    case LIVE_DIFF -> {
                        var frame = shell(Place.ENVIRONMENTS);
                        screens.diff();
                        yield frame;
                    }
                    case PLAN -> {
                        var frame = shell(Place.ENVIRONMENTS);
                        screens.plan();
                        yield frame;
                    }
                    case LIVE_DIFF_QUIET, LIVE_DIFF_EVERY_CLASS -> {
                        var frame = shell(Place.ENVIRONMENTS);
                        screens.everyClass(view == View.LIVE_DIFF_QUIET);
                        yield frame;
                    }
                    case PLAN_RULES -> {
                        var frame = shell(Place.ENVIRONMENTS);
                        screens.planWithRules();
                        yield frame;
                    }
                    case UNDO -> {
                        var frame = shell(Place.ENVIRONMENTS);
                        screens.undo();
                        yield frame;
                    }
                    case RULES, IGNORE, IGNORE_REFUSED, ADOPT, REMEMBER, CONSENT, CONSENT_PART -> {
                        var frame = shell(Place.ENVIRONMENTS);
                        screens.planWithRules();
                        dialogs.show(view);
                        yield frame;
                    }
                    case SYNC -> {
                        var frame = shell(Place.ENVIRONMENTS);
                        screens.sync();
                        yield frame;
                    }
                    case LEDGER -> {
                        var frame = shell(Place.ENVIRONMENTS);
                        var syncs = screens.sync();
                        syncs.open(syncs.ledger().get(2));
                        yield frame;
                    }
                    case FORMER_SYNC, FORMER_SYNC_GONE -> {
                        var frame = shell(Place.ENVIRONMENTS);
                        screens.formerSync(view == View.FORMER_SYNC);
                        yield frame;
                    }
                    case BIND -> {
                        var frame = shell(Place.ENVIRONMENTS);
                        var model = new BindViewModel(
                                new BindViewModel.Parts(
                                        new StoryClusters(), new StoryClusters.Trust(), operations, bridge),
                                new BindViewModel.Subject(Path.of("/home/mara/shop-config"), "production", "prod-eu"),
                                Settings.initial(),
                                _ -> {});
                        BindView.open(model, around, new ViewLoader(words));
                        yield frame;
                    }
                    case SETTINGS -> {
                        var frame = shell(Place.ENVIRONMENTS);
                        var settings = bridge.property(store.settings(), disposer);
                        bench.open(
                                "settings",
                                () -> new Tab(
                                        "settings",
                                        words.live("action.show-settings"),
                                        Octicons.GEAR_16,
                                        new SettingsView(
                                                new SettingsViewModel(store, settings, new StoryClusters.Trust()),
                                                new AppearanceMenus(store, settings, words).nodes(),
                                                new ViewLoader(words))));
                        yield frame;
                    }
                    case SANDBOX -> {
                        var frame = shell(Place.ENVIRONMENTS);
                        bench.open(
                                "sandbox",
                                () -> new Tab(
                                        "sandbox",
                                        words.live("action.show-sandbox"),
                                        Octicons.BEAKER_16,
                                        new SandboxPage(List.of(sandbox()), words)));
                        yield frame;
                    }
                    case CLONE -> {
                        var frame = shell(Place.ENVIRONMENTS);
                        var model = new CloneViewModel(
                                new NoRepositories(),
                                operations,
                                new SimpleObjectProperty<>(List.of()),
                                bridge,
                                Path.of("/home/mara"),
                                _ -> {});
                        CloneView.open(model, around, new ViewLoader(words));
                        yield frame;
                    }
                    case PALETTE -> {
                        var frame = shell(Place.ENVIRONMENTS);
                        PalettePane.open(overlay, words, List.of(this::palette), "palette.anything");
                        yield frame;
                    }
                    case KEYS -> {
                        var frame = shell(Place.ENVIRONMENTS);
                        overlay.show(new KeySheet(words), () -> {});
                        yield frame;
                    }
                    case PROBLEM -> {
                        var frame = shell(Place.ENVIRONMENTS);
                        notices.fail(PROBLEM);
                        overlay.show(ProblemPane.dialog(PROBLEM, words, overlay::close), () -> {});
                        yield frame;
                    }
                };
        var scene = new Scene(new ZoomPane(root), 1440, 900);
        theme.dress(scene);
        return scene;
    }

    private Region welcome() {
        var settings = bridge.property(store.settings(), disposer);
        var parts = new WelcomeView.Parts(
                new SimpleObjectProperty<>(
                        List.of(Path.of("/home/mara/shop-config"), Path.of("/home/mara/edge-sites"))),
                new SimpleObjectProperty<>(List.of(
                        new WelcomeView.Found(Mark.IN_SYNC, "kubectl 1.36.2", "renders Kustomize, found on the PATH"),
                        new WelcomeView.Found(
                                Mark.IN_SYNC,
                                "3 clusters in your kubeconfig",
                                "none is bound yet, so none can be changed"))),
                new AppearanceMenus(store, settings, words).nodes(),
                new SandboxCard(sandbox(), words));
        return new WelcomeView(parts, actions, words, _ -> {});
    }

    private Region shell(Place place) {
        bench.go(place);
        var ages = new Ages(words, ZoneOffset.UTC);
        Map<Place, Node> panels = new EnumMap<>(Place.class);
        panels.put(Place.ENVIRONMENTS, new EnvironmentsPanel(resources, actions, words, ages, now));
        panels.put(Place.FILES, filesPanel());
        panels.put(Place.CHANGES, new ChangesPanel(repository, actions, words, overlay, diffs));
        var parts = new ShellParts(
                toolbar.start(),
                List.of(toolbar.freshness()),
                panels,
                List.of(
                        new ShellParts.Below(
                                "problems",
                                ActionId.SHOW_PROBLEMS.text(),
                                problems.errors()
                                        .map(n -> n.intValue()
                                                + problems.warnings().get()),
                                new ProblemsPanel(problems, actions, words)),
                        new ShellParts.Below(
                                "log",
                                ActionId.SHOW_LOG.text(),
                                new SimpleObjectProperty<>(1),
                                new LogPanel(logOf(Story.events()), words, ages, now))),
                List.of(new ShellParts.Fact(
                        new SimpleObjectProperty<>(Mark.DIFFERS), new SimpleObjectProperty<>("6 differ in prod-eu"))),
                List.of(),
                new SimpleObjectProperty<>(new ShellParts.Target("production → prod-eu", true)),
                new SimpleObjectProperty<>(Story.changes().size()),
                new EmptyState(words.live("shell.noTab"), words.live("shell.noTab.detail")));
        var view = new ShellView(parts, bench, actions, words, new SimpleObjectProperty<>(1));
        return new StackPane(view, new ToastLayer(notices, overlay, words), overlay);
    }

    private FilesPanel filesPanel() {
        var documents = new FileEdits.OpenDocuments() {
            @Override
            public boolean unsaved(String path) {
                return false;
            }

            @Override
            public void moved(String from, String to) {}

            @Override
            public void gone(String path) {}

            @Override
            public void open(String path) {}
        };
        var edits = new FileEdits(
                new FileEdits.Parts(new StoryRepository(), new StoryDrafts(), operations, bridge, notices), documents);
        var commands = new FileCommands(files, edits, new SimpleObjectProperty<>(Optional.empty()), around);
        return new FilesPanel(files, commands, actions, words);
    }

    private LogViewModel logOf(EventLog log) {
        return new LogViewModel(log, words, new Ages(words, ZoneOffset.UTC), new FxBridge(Runnable::run), disposer);
    }

    private SandboxViewModel sandbox() {
        var folder = Path.of(System.getProperty("java.io.tmpdir"), "driftless-gallery");
        var sandboxes = new Sandboxes(folder, folder, Optional.empty(), Map.of(), workers);
        return new SandboxViewModel(
                new SandboxViewModel.Parts(
                        sandboxes, operations, new SimpleObjectProperty<>(List.of()), bridge, notices),
                "staging-eu",
                disposer);
    }

    private List<PaletteItem> palette() {
        return actions.possible().stream()
                .map(id -> new PaletteItem(
                        id.icon(),
                        words.text(id.text()),
                        "",
                        id.key().map(KeySheet::keyText).orElse(""),
                        () -> {}))
                .toList();
    }

    /// Whether everything that was started has ended.
    boolean isIdle() {
        return operations.running().get().isEmpty();
    }

    /// Nothing is ever cloned here.
    private static final class NoRepositories implements Repositories {
        @Override
        public Repository open(Path folder) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Repository clone(String url, Path target, Progress progress, CancelToken cancel) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Repository init(Path folder) {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public void close() {
        disposer.close();
        repository.close();
        workers.close();
    }
}
