package app.driftless.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.Engine;
import app.driftless.core.EngineOptions;
import app.driftless.core.diff.Action;
import app.driftless.core.sandbox.SandboxState;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.resources.TreeRow;
import app.driftless.testkit.cluster.SandboxProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main loop in a window, on the sample with its real sandbox cluster: plan and sync, drift and put back, edit
/// with a schema error
/// and its correction, commit, push, sync again. What the cluster holds is asked with kubectl.
class JourneyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NAMESPACE = "shop-platform";

    @TempDir
    Path folder;

    private Engine engine;
    private CompositionRoot root;
    private MainWindow window;
    private Stage stage;

    @BeforeEach
    void open() throws InterruptedException {
        SandboxProgram.path();
        Stagehand.start();
        engine = new Engine(EngineOptions.below(folder));
        onFx(() -> {
            root = new CompositionRoot(engine);
            window = new MainWindow(root);
            stage = new Stage();
            stage.setScene(window.scene());
            stage.setWidth(960);
            stage.setHeight(700);
            stage.show();
            window.trySample();
            return true;
        });
    }

    @AfterEach
    void close() {
        onFx(() -> {
            stage.hide();
            window.close();
            root.close();
            return true;
        });
        engine.close();
    }

    @Test
    void theWholeLoop() {
        until("the sample is compared with its cluster", () -> row("status-page", "Deployment")
                .filter(r -> action(r).equals(Optional.of(Action.CREATE)))
                .isPresent());

        syncPlatform();
        until("the rollout is done", () -> kubectl(
                        "get", "deploy", "status-page", "--ignore-not-found", "-o", "jsonpath={.status.readyReplicas}")
                .equals("1"));

        String wanted = image();
        kubectl("set", "image", "deploy/status-page", "*=nginx:drifted");
        until("the drift is seen", () -> row("status-page", "Deployment")
                .filter(r -> action(r).equals(Optional.of(Action.UPDATE)))
                .isPresent());
        openRow("status-page", "Deployment");
        press("Live diff");
        until("the diff names who did it", () -> shows("kubectl-set"));
        until("its lines are drawn", () -> find("word", n -> n instanceof Label).isPresent());
        picture("live-diff-light");
        press("Put back…");
        pressStarting("Put back in ");
        until("the image is back", () -> image().equals(wanted));

        press("Editor");
        until("the text is there", () -> editor().map(e -> e.getText().contains("kind: Deployment"))
                .orElse(false));
        String before = text();
        type(before.replaceFirst("replicas: \\d+", "replicas: three"));
        until("the schema error is marked", () -> find("gutter-mark", n -> n.getPseudoClassStates().stream()
                        .anyMatch(p -> p.getPseudoClassName().equals("error")))
                .isPresent());
        picture("editor-light");
        type(before.replaceFirst("replicas: \\d+", "replicas: 3"));
        until("the correction is accepted", () -> find("gutter-mark", n -> n.getPseudoClassStates().stream()
                        .anyMatch(p -> p.getPseudoClassName().equals("error")))
                .isEmpty());
        run(ActionId.SAVE);

        run(ActionId.SHOW_CHANGES);
        until("the change is listed", () -> shows("status-page.yaml"));
        until("everything is staged", () -> {
            Optional<ButtonBase> stageAll =
                    button(b -> "Stage all".equals(b.getAccessibleText()) || "Stage all".equals(b.getText()));
            stageAll.filter(b -> !b.isDisabled()).ifPresent(ButtonBase::fire);
            return shows("Staged 1") || stageAll.isEmpty();
        });
        onFx(() -> {
            find("text-area", TextArea.class::isInstance)
                    .map(TextArea.class::cast)
                    .orElseThrow()
                    .setText("Three pages");
            return true;
        });
        run(ActionId.COMMIT);
        until("the push is offered", () -> button(b -> b.isVisible() && "Push 1".equals(b.getText()))
                .isPresent());
        press("Push 1");
        until("the push is done", () -> shows("Pushed"));

        run(ActionId.SHOW_ENVIRONMENTS);
        until("the new commit is compared", () -> row("status-page", "Deployment")
                .filter(r -> action(r).equals(Optional.of(Action.UPDATE)))
                .isPresent());
        syncPlatform();
        until("the cluster holds it", () -> kubectl(
                        "get", "deploy", "status-page", "--ignore-not-found", "-o", "jsonpath={.spec.replicas}")
                .equals("3"));
        assertEquals(
                "3", kubectl("get", "deploy", "status-page", "--ignore-not-found", "-o", "jsonpath={.spec.replicas}"));
        assertTrue(engine.sandboxes().refresh("demo") instanceof SandboxState.Running);
    }

    /// Through the plan screen, as a person does.
    private void syncPlatform() {
        run(ActionId.SYNC_NOW);
        until("the plan is shown", () -> shows("Sync platform"));
        picture("plan-light");
        pressStarting("Sync platform");
    }

    private String image() {
        return kubectl(
                "get",
                "deploy",
                "status-page",
                "--ignore-not-found",
                "-o",
                "jsonpath={.spec.template.spec.containers[0].image}");
    }

    private String kubectl(String... arguments) {
        if (!(engine.sandboxes().state("demo").get() instanceof SandboxState.Running running)) {
            throw new AssertionError("The sandbox does not run");
        }
        return SandboxProgram.kubectl(
                running.kubeconfig(),
                Stream.concat(Stream.of("-n", NAMESPACE), Stream.of(arguments)).toArray(String[]::new));
    }

    private static Optional<Action> action(TreeRow row) {
        return row.state().action();
    }

    private Optional<TreeRow> row(String name, String kind) {
        return find(
                        "list-view",
                        n -> n instanceof ListView<?> list
                                && !list.getItems().isEmpty()
                                && list.getItems().getFirst() instanceof TreeRow)
                .map(ListView.class::cast)
                .flatMap(list -> ((ListView<TreeRow>) list)
                        .getItems().stream()
                                .filter(r -> r.subject() instanceof TreeRow.Subject.OfResource resource
                                        && resource.entry().key().name().equals(name)
                                        && resource.entry().key().kind().equals(kind))
                                .findFirst());
    }

    private void openRow(String name, String kind) {
        onFx(() -> {
            var list = (ListView<TreeRow>) find(
                            "list-view",
                            n -> n instanceof ListView<?> l
                                    && !l.getItems().isEmpty()
                                    && l.getItems().getFirst() instanceof TreeRow)
                    .orElseThrow();
            list.getSelectionModel().select(row(name, kind).orElseThrow());
            list.requestFocus();
            Event.fireEvent(
                    list, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
            return true;
        });
    }

    private Optional<CodeArea> editor() {
        return find("code", CodeArea.class::isInstance).map(CodeArea.class::cast);
    }

    private String text() {
        return onFx(() -> editor().orElseThrow().getText());
    }

    private void type(String text) {
        onFx(() -> {
            editor().orElseThrow().replaceText(text);
            return true;
        });
    }

    private boolean shows(String text) {
        return find(
                                "label",
                                n -> n instanceof Label label
                                        && label.getText() != null
                                        && label.getText().contains(text))
                        .isPresent()
                || button(b -> b.getText() != null && b.getText().contains(text))
                        .isPresent();
    }

    private void press(String text) {
        pressThe(b -> text.equals(b.getText()), text);
    }

    private void pressStarting(String text) {
        pressThe(b -> b.getText() != null && b.getText().startsWith(text), text);
    }

    private void pressThe(Predicate<ButtonBase> which, String name) {
        until("the button " + name, () -> button(b -> which.test(b) && b.isVisible() && !b.isDisabled())
                .isPresent());
        onFx(() -> {
            button(b -> which.test(b) && b.isVisible() && !b.isDisabled())
                    .orElseThrow()
                    .fire();
            return true;
        });
    }

    private Optional<ButtonBase> button(Predicate<ButtonBase> which) {
        return nodes(window.scene().getRoot())
                .filter(ButtonBase.class::isInstance)
                .map(ButtonBase.class::cast)
                .filter(which)
                .findFirst();
    }

    private Optional<Node> find(String styleClass, Predicate<Node> which) {
        return nodes(window.scene().getRoot())
                .filter(n -> n.getStyleClass().contains(styleClass))
                .filter(which)
                .findFirst();
    }

    private static Stream<Node> nodes(Node node) {
        return node instanceof Parent parent
                ? Stream.concat(
                        Stream.of(node),
                        parent.getChildrenUnmodifiable().stream().flatMap(JourneyTest::nodes))
                : Stream.of(node);
    }

    private void run(ActionId action) {
        until("the action " + action, () -> root.actions().run(action));
    }

    private void picture(String name) {
        onFx(() -> {
            Pictures.write(window.scene(), name);
            return true;
        });
    }

    /// What the syncs of this journey recorded, for a failure's message.
    private String ledger() {
        try (Stream<Path> files = Files.walk(folder.resolve("state/syncs"))) {
            var text = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file)).append('\n');
            }
            return text.toString();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static <T> T onFx(Callable<T> task) {
        return Stagehand.onFx(task);
    }

    private void until(String what, Callable<Boolean> holds) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!onFx(holds)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("Not within " + PATIENCE.toSeconds() + " s: " + what + ". Told: "
                        + onFx(() -> root.surroundings().notices().history().stream()
                                .map(n -> n.text()
                                        + n.problem()
                                                .map(p -> root.words()
                                                                .engine()
                                                                .text(p)
                                                                .sentence()
                                                        + p.details())
                                                .orElse(""))
                                .toList())
                        + " Ledger: " + ledger());
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
