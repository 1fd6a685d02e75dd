package app.driftless.desktop;

import app.driftless.core.Demo;
import app.driftless.core.Product;
import app.driftless.core.Workspace;
import app.driftless.core.flow.Outcome;
import app.driftless.core.problem.Message;
import app.driftless.core.repo.Repository;
import app.driftless.core.sandbox.SandboxState;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.action.ActionRegistry;
import app.driftless.desktop.action.KeySheet;
import app.driftless.desktop.cluster.SandboxCard;
import app.driftless.desktop.fx.ZoomPane;
import app.driftless.desktop.live.EngineFeed;
import app.driftless.desktop.notice.ConfirmPane;
import app.driftless.desktop.notice.OperationsPane;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.notice.ToastLayer;
import app.driftless.desktop.repository.CloneView;
import app.driftless.desktop.repository.CloneViewModel;
import app.driftless.desktop.shell.AppearanceMenus;
import app.driftless.desktop.shell.SettingsEdit;
import app.driftless.desktop.shell.WelcomeView;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.DirectoryChooser;
import javafx.stage.Stage;

/// The window: the welcome page, or an open repository. FX thread.
final class MainWindow implements AutoCloseable {
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;
    private static final Duration END = Duration.ofSeconds(10);

    private final CompositionRoot root;
    private final ActionRegistry actions;
    private final Surroundings around;
    private final StackPane stage = new StackPane();
    private final Scene scene;
    private volatile Optional<Session> session = Optional.empty();

    MainWindow(CompositionRoot root) {
        this.root = root;
        actions = root.actions();
        around = root.surroundings();
        var layers =
                new StackPane(stage, new ToastLayer(around.notices(), root.overlay(), root.words()), root.overlay());
        var zoom = new ZoomPane(layers);
        root.settings().subscribe(s -> zoom.zoomProperty().set(Math.clamp(s.zoom(), 1, 2)));
        scene = new Scene(zoom, WIDTH, HEIGHT);
        root.theme().dress(scene);
        actions.install(scene);
        bindActions();
        showWelcome();
    }

    Scene scene() {
        return scene;
    }

    /// Puts the window on `stage`, which closes only after what closing ends has been said.
    void showOn(Stage on) {
        on.setTitle(Product.NAME);
        on.setScene(scene);
        on.setOnCloseRequest(request -> {
            if (asksBeforeClosing(on::close)) {
                request.consume();
            }
        });
    }

    /// Opens the work tree that `folder` is in, in place of what is open.
    void open(Path folder) {
        Path name = folder.getFileName();
        var operation = root.engine()
                .operations()
                .start(
                        Message.of("window", "open", name == null ? folder.toString() : name.toString()),
                        (_, _) -> root.engine().repositories().open(folder));
        around.bridge().when(operation.outcome(), (Outcome<Repository> outcome) -> around.notices()
                .orFail(this::show)
                .accept(outcome));
    }

    /// Opens the sample, made the first time, and joins it with the sandbox cluster as soon as that runs.
    void trySample() {
        var demo = new Demo(root.engine());
        var opening = root.engine().operations().start(Message.of("window", "sample"), demo::open);
        around.bridge().when(opening.outcome(), (Outcome<Repository> outcome) -> around.notices()
                .<Repository>orFail(repository -> {
                    show(repository);
                    connect(demo, repository);
                })
                .accept(outcome));
    }

    private void connect(Demo demo, Repository repository) {
        var connecting = root.engine()
                .operations()
                .start(
                        Message.of("window", "sample.connect"),
                        (progress, cancel) -> demo.connect(repository, progress, cancel));
        around.bridge().when(connecting.outcome(), (Outcome<SandboxState.Running> outcome) -> around.notices()
                .<SandboxState.Running>orFail(_ -> session.ifPresent(Session::again))
                .accept(outcome));
    }

    private void show(Repository repository) {
        session.ifPresent(Session::end);
        var trust = root.engine().trust();
        var workspace = new Workspace(root.engine(), repository, () -> trust.mayRender(repository.root()));
        Session opened = new Session(root, new EngineFeed(workspace, around), this::closeRepository);
        session = Optional.of(opened);
        root.store().change(s -> SettingsEdit.opened(s, repository.root()));
        stage.getChildren().setAll(opened.view());
        opened.view().focusStart();
    }

    private void closeRepository() {
        session.ifPresent(Session::end);
        session = Optional.empty();
        showWelcome();
    }

    private void showWelcome() {
        var appearance = new AppearanceMenus(root.store(), root.settings(), root.words());
        var welcome = new WelcomeView(
                new WelcomeView.Parts(
                        root.settings().map(s -> s.recent()),
                        ThisComputer.facts(root),
                        appearance.nodes(),
                        new SandboxCard(root.sandbox(), root.words())),
                actions,
                root.words(),
                this::open);
        stage.getChildren().setAll(welcome);
        welcome.focusStart();
    }

    /// Closing ends the syncs of this window. Where there are some, says so first.
    ///
    /// @param close closes the window for good
    /// @return whether somebody is being asked; false if it may just close
    private boolean asksBeforeClosing(Runnable close) {
        List<String> ending = session.map(Session::syncing).orElse(List.of());
        if (ending.isEmpty()) {
            return false;
        }
        ConfirmPane.ask(
                root.overlay(),
                root.words(),
                new ConfirmPane.Question(
                        root.words().text("closing.title", ending.size()),
                        root.words().text("closing.body", String.join(", ", ending)),
                        root.words().text("closing.action")),
                close);
        return true;
    }

    private void bindActions() {
        actions.bind(ActionId.OPEN_REPOSITORY, this::chooseFolder);
        actions.bind(ActionId.CLONE_REPOSITORY, this::askClone);
        actions.bind(ActionId.TRY_SAMPLE, this::trySample);
        actions.bind(ActionId.ALL_KEYS, () -> root.overlay().show(new KeySheet(root.words()), () -> {}));
        actions.bind(ActionId.SHOW_OPERATIONS, this::showOperations);
        actions.bind(ActionId.ZOOM_IN, () -> zoomBy(0.1));
        actions.bind(ActionId.ZOOM_OUT, () -> zoomBy(-0.1));
        actions.bind(ActionId.ZOOM_RESET, () -> root.store().change(s -> SettingsEdit.zoom(s, 1)));
    }

    private void zoomBy(double step) {
        root.store().change(s -> SettingsEdit.zoom(s, s.zoom() + step));
    }

    private void showOperations() {
        var pane = new OperationsPane(root.running(), around.notices(), around.now(), root.words(), around.ages());
        StackPane.setMargin(pane, new Insets(48, 12, 0, 0));
        root.overlay().show(pane, Pos.TOP_RIGHT, false, () -> {});
    }

    private void chooseFolder() {
        var chooser = new DirectoryChooser();
        chooser.setTitle(root.words().text(ActionId.OPEN_REPOSITORY.text()));
        File folder = chooser.showDialog(scene.getWindow());
        if (folder != null) {
            open(folder.toPath());
        }
    }

    private void askClone() {
        var model = new CloneViewModel(
                root.engine().repositories(),
                root.engine().operations(),
                root.running(),
                around.bridge(),
                root.engine().options().home(),
                this::open);
        CloneView.open(model, around, root.views());
    }

    /// Ends what runs, and waits for it, without touching what is shown: the toolkit may have ended. Any thread.
    void endWork() {
        session.ifPresent(open -> open.endWork().join());
    }

    /// Ends what is open, and waits until its syncs have ended, but not for ever: what uses the engine has to be over
    /// before the engine is.
    @Override
    public void close() {
        session.ifPresent(open -> open.end()
                .completeOnTimeout(null, END.toMillis(), TimeUnit.MILLISECONDS)
                .join());
        session = Optional.empty();
    }
}
