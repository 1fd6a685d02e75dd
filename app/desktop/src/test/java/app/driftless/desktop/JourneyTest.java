package app.driftless.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.Engine;
import app.driftless.core.EngineOptions;
import app.driftless.core.diff.Action;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.repo.Commit;
import app.driftless.core.sandbox.SandboxState;
import app.driftless.core.settings.Settings;
import app.driftless.core.sync.SyncReport;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.resources.TreeRow;
import app.driftless.desktop.shell.SettingsEdit;
import app.driftless.testkit.cluster.SandboxProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The main loop in a real window, by mouse and keyboard, on the sample with its real sandbox cluster: plan and
/// sync, drift put back and adopted, an edit with completion and a schema error, commit, plan, push, sync, the
/// way back by a revert commit, and closing the window. What the cluster holds is asked with kubectl.
///
/// `-Ddriftless.pictures=DIR` writes a picture of each step; `-Ddriftless.journeys=light,dark,zh` says in which
/// looks.
@Tag("display")
class JourneyTest {
    private static final String NAMESPACE = "shop-platform";
    private static final int WIDTH = 1360;
    private static final int HEIGHT = 850;

    @TempDir
    Path folder;

    private Engine engine;
    private CompositionRoot root;
    private MainWindow window;
    private Stage stage;
    private Person person;
    private DifferenceSteps differences;
    private String look;

    static Stream<String> looks() {
        return Arrays.stream(System.getProperty("driftless.journeys", "light").split(","));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void theWholeLoop(String chosen) throws InterruptedException {
        look = chosen;
        open();
        welcome();
        firstSync();
        driftAndPutBack();
        conflict();
        differences.adopt();
        edit();
        commit("Three pages");
        person.seesFree(text("repository.push", 1));
        planAndPush();
        immutable();
        undo();
        rollBack();
        new LedgerSteps(person, new Lent()).read();
        differences.ignore();
        differences.remember();
        differences.syncOnlyThis();
        leave();
        assertEquals(List.of(), Stagehand.cssFaults());
    }

    private void open() throws InterruptedException {
        SandboxProgram.path();
        Stagehand.start();
        engine = new Engine(EngineOptions.below(folder));
        engine.settings().change(s -> {
            Settings themed = SettingsEdit.theme(s, look.equals("dark") ? Settings.Theme.DARK : Settings.Theme.LIGHT);
            return SettingsEdit.language(themed, Optional.of(look.equals("zh") ? "zh-CN" : "en"));
        });
        Stagehand.onFx(() -> {
            root = new CompositionRoot(engine);
            window = new MainWindow(root);
            stage = new Stage();
            window.showOn(stage);
            stage.setX(40);
            stage.setY(40);
            stage.setWidth(WIDTH);
            stage.setHeight(HEIGHT);
            stage.show();
            return true;
        });
        person = new Person(stage, this::lastWords);
        differences = new DifferenceSteps(person, new Lent());
        person.until("the window has the focus", stage::isFocused);
    }

    @AfterEach
    void close() {
        Stagehand.onFx(() -> {
            stage.hide();
            window.close();
            root.close();
            return true;
        });
        engine.close();
    }

    private void welcome() {
        person.sees("the welcome page", n -> n.getStyleClass().contains("start-row"));
        picture("welcome");
        person.click(
                "Try the sample",
                n -> n.getStyleClass().contains("final") && n.getStyleClass().contains("start-row"));
        sees("the sample is compared with its cluster", Action.CREATE);
        picture("environments");
    }

    private void firstSync() {
        sync("plan");
        person.until(
                "the rollout is done", () -> field("{.status.readyReplicas}").equals("1"));
        person.until("the window knows", () -> action().equals(Optional.of(Action.UNCHANGED)));
        picture("sync");
    }

    private void driftAndPutBack() {
        String wanted = image();
        kubectl("set", "image", "deploy/status-page", "*=nginx:drifted");
        person.press(KeyCode.ALT, KeyCode.DIGIT1);
        sees("the drift is seen", Action.UPDATE);
        person.click("the Deployment", this::deployment);
        person.clickText(text("aspect.live-diff"));
        differences.chooseDrift();
        person.seesText("kubectl-set");
        person.sees("the words that differ", n -> n.getStyleClass().contains("word"));
        picture("live-diff");
        person.clickText(text("diff.deed.put-back"));
        picture("put-back");
        answerYes();
        person.until("the image is back", () -> image().equals(wanted));
        sees("nothing differs any more", Action.UNCHANGED);
    }

    /// Somebody changed the same field again: the plan holds the object until it is decided whose the field is.
    private void conflict() {
        String wanted = image();
        kubectl("set", "image", "deploy/status-page", "*=nginx:drifted-again");
        sees("the drift is seen", Action.UPDATE);
        plan();
        person.seesText(text("plan.tag.held"));
        picture("conflict");
        person.clickText(text("diff.choice.take-over"));
        person.seesText(text("plan.decided"));
        run();
        person.until("the field is ours again", () -> image().equals(wanted));
        person.press(KeyCode.ALT, KeyCode.DIGIT1);
        sees("nothing differs any more", Action.UNCHANGED);
    }

    private void edit() {
        person.press(KeyCode.ALT, KeyCode.DIGIT1);
        person.click("the Deployment", this::deployment);
        person.clickText(text("aspect.editor"));
        person.until("the text is there", () -> editorText().contains("kind: Deployment"));
        person.click("the text", CodeArea.class::isInstance);
        int line = lineOf("replicas:");
        person.press(KeyCode.CONTROL, KeyCode.HOME);
        caretAt(0);
        person.press(KeyCode.DOWN, line);
        caretAt(line);
        person.press(KeyCode.END);
        person.press(KeyCode.ENTER);
        person.type("minr");
        person.press(KeyCode.CONTROL, KeyCode.SPACE);
        person.sees("the proposals", n -> n.getStyleClass().contains("completion-popup"));
        picture("completion");
        person.press(KeyCode.ENTER);
        person.until("the proposal is taken", () -> editorText().contains("minReadySeconds: "));
        person.type("2");
        person.press(KeyCode.UP);
        person.press(KeyCode.END);
        person.press(KeyCode.BACK_SPACE);
        person.type("three");
        person.sees("the schema error is marked", JourneyTest::marksError);
        String problems = text(ActionId.SHOW_PROBLEMS.text());
        person.click(
                "the problems",
                n -> n instanceof ButtonBase b
                        && b.getText() != null
                        && b.getText().startsWith(problems));
        person.seesText("SCHEMA-001");
        picture("schema-error");
        person.click("the text", CodeArea.class::isInstance);
        person.press(KeyCode.CONTROL, KeyCode.HOME);
        person.press(KeyCode.DOWN, line);
        person.press(KeyCode.END);
        person.press(KeyCode.BACK_SPACE, 5);
        person.type("3");
        person.until(
                "the correction is accepted",
                () -> Stagehand.onFx(() -> person.find(JourneyTest::marksError).isEmpty()));
        person.press(KeyCode.CONTROL, KeyCode.S);
        String fold = text("bottom.fold");
        person.click("the fold of the list", n -> n instanceof ButtonBase b && fold.equals(b.getAccessibleText()));
    }

    private void commit(String message) {
        commit(message, "status-page.yaml");
    }

    private void commit(String message, String file) {
        person.press(KeyCode.ALT, KeyCode.DIGIT3);
        person.seesText(file);
        person.clickText(text("changes.stageAll"));
        person.seesText(text("changes.staged.count", 1));
        person.click("the message", n -> n instanceof TextArea);
        person.type(message);
        picture("changes");
        person.press(KeyCode.CONTROL, KeyCode.ENTER);
    }

    private void planAndPush() {
        person.press(KeyCode.ALT, KeyCode.DIGIT1);
        sees("the commit is compared", Action.UPDATE);
        plan();
        person.sees(
                "the push in the plan",
                n -> runs(n) && n instanceof Labeled l && l.getText().contains("1"));
        person.until("the plan can run", () -> ready());
        picture("plan-push");
        person.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.K);
        person.seesText(text("repository.pushed"));
        run();
        person.until("the cluster holds it", () -> field("{.spec.replicas}").equals("3"));
        person.until("the rollout is done", () -> field("{.status.updatedReplicas}{.status.readyReplicas}")
                .equals("33"));
        assertEquals("2", field("{.spec.minReadySeconds}"));
        sees("nothing differs any more", Action.UNCHANGED);
        picture("synced");
    }

    /// A field that cannot change: the Service is deleted and created anew, by consent.
    private void immutable() {
        person.press(KeyCode.ALT, KeyCode.DIGIT1);
        person.click("the Service", n -> isRow(n, "status-page", "Service"));
        person.clickText(text("aspect.editor"));
        person.until("the text is there", () -> editorText().contains("kind: Service"));
        person.click("the text", CodeArea.class::isInstance);
        List<String> lines = editorText().lines().toList();
        boolean ended = editorText().endsWith("\n");
        person.press(KeyCode.CONTROL, KeyCode.END);
        caretAt(lines.size() - (ended ? 0 : 1));
        person.press(KeyCode.UP, lines.size() - lines.lastIndexOf("spec:") - (ended ? 0 : 1));
        person.press(KeyCode.END);
        caretAt(lines.lastIndexOf("spec:"));
        person.press(KeyCode.ENTER);
        person.type("clusteri");
        person.press(KeyCode.CONTROL, KeyCode.SPACE);
        person.sees("the proposals", n -> n.getStyleClass().contains("completion-popup"));
        person.press(KeyCode.ENTER);
        person.until("the proposal is taken", () -> editorText().contains("clusterIP: "));
        person.type("None");
        person.press(KeyCode.CONTROL, KeyCode.S);
        commit("Headless");
        person.seesFree(text("repository.push", 1));
        plan();
        String replace =
                text("plan.confirm-replace", new ResourceKey("", "Service", NAMESPACE, "status-page").toString());
        person.seesText(replace);
        person.until("the plan can run", this::ready);
        assertTrue(clusterIp().contains("."), "it has an address");
        tick(replace);
        picture("replace");
        run();
        person.until("the Service is another one", () -> clusterIp().equals("None"));
        person.press(KeyCode.ALT, KeyCode.DIGIT1);
        sees("nothing differs any more", Action.UNCHANGED);
    }

    /// The cluster is as it was before the last sync, from the copies that were kept; then Git follows by a revert.
    private void undo() {
        person.press(KeyCode.ALT, KeyCode.DIGIT4);
        person.click(
                "the last sync",
                n -> n instanceof ListCell<?> cell
                        && cell.getItem() instanceof SyncReport report
                        && report.commit().subject().equals("Headless"));
        person.clickText(text("sync.undo"));
        String replace = text("plan.confirm-replace", service().toString());
        person.seesText(replace);
        tick(replace);
        person.until("the undo can run", this::ready);
        picture("undo");
        run();
        person.until("the Service has its address again", () -> clusterIp().contains("."));
        person.press(KeyCode.ALT, KeyCode.DIGIT1);
        person.until("the window knows", () -> action("Service").equals(Optional.of(Action.REPLACE)));
        revert("Headless");
        person.press(KeyCode.ALT, KeyCode.DIGIT1);
        person.until("Git says the same", () -> action("Service").equals(Optional.of(Action.UNCHANGED)));
    }

    /// One commit that undoes an earlier one, pushed and synced like any other.
    private void rollBack() {
        revert("Three pages");
        person.press(KeyCode.ALT, KeyCode.DIGIT1);
        sees("the revert is compared", Action.UPDATE);
        plan();
        person.until("the plan can run", () -> ready());
        run();
        person.until("the cluster is rolled back", () -> field("{.spec.replicas}{.status.readyReplicas}")
                .equals("11"));
        assertEquals("", field("{.spec.minReadySeconds}"));
        sees("nothing differs any more", Action.UNCHANGED);
        picture("rolled-back");
    }

    private void revert(String subject) {
        person.press(KeyCode.ALT, KeyCode.DIGIT3);
        String history = text(ActionId.REPOSITORY_HISTORY.text());
        person.click("the history", n -> n instanceof ButtonBase b && history.equals(b.getAccessibleText()));
        person.click(
                "the commit",
                n -> n instanceof ListCell<?> cell
                        && cell.getItem() instanceof Commit commit
                        && commit.subject().equals(subject));
        person.sees("its files", n -> n.getStyleClass().contains("history-detail") && holds(n, "status-page.yaml"));
        person.clickText(text("history.revert"));
        picture("revert");
        answerYes();
        person.seesFree(text("repository.push", 1));
        person.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.K);
        person.seesText(text("repository.pushed"));
    }

    /// The window syncs staging by itself, and says what closing it ends.
    private void leave() {
        Stagehand.onFx(() -> {
            stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
            return true;
        });
        person.seesText("staging → sandbox");
        picture("closing");
        answerYes();
        person.until("the window is closed", () -> !Stagehand.onFx(stage::isShowing));
    }

    /// Through the plan screen, as a person does.
    private void sync(String pictureName) {
        plan();
        person.until("the plan can run", () -> ready());
        picture(pictureName);
        run();
    }

    private void plan() {
        person.press(KeyCode.ALT, KeyCode.DIGIT4);
        person.click(
                "the plan of platform",
                n -> n.getParent() != null
                        && n.getParent().getParent() != null
                        && n.getParent().getParent().getStyleClass().contains("sync-card")
                        && holds(n.getParent(), "platform")
                        && n instanceof ButtonBase b
                        && text("sync.plan").equals(b.getText()));
        person.sees("the plan screen", n -> n.getStyleClass().contains("plan-footer"));
    }

    private void tick(String text) {
        person.clickText(text);
        person.until("the box is ticked: " + text, () -> ticked(text));
    }

    private boolean ticked(String text) {
        return Stagehand.onFx(
                () -> person.find(n -> n instanceof CheckBox box && box.isSelected() && text.equals(box.getText()))
                        .isPresent());
    }

    private boolean ready() {
        return Stagehand.onFx(() -> person.find(n -> runs(n) && !n.isDisabled()).isPresent());
    }

    private void run() {
        person.click("the button that syncs", JourneyTest::runs);
        person.sees("the question", n -> n.getStyleClass().contains("consent-pane"));
        picture("consent");
        answerYes();
    }

    private static boolean runs(Node node) {
        return node instanceof ButtonBase
                && node.getStyleClass().contains("primary")
                && node.getParent() != null
                && node.getParent().getStyleClass().contains("plan-footer");
    }

    private void answerYes() {
        person.click(
                "yes",
                n -> n instanceof ButtonBase
                        && n.getStyleClass().contains("accent")
                        && n.getParent() != null
                        && n.getParent().getStyleClass().contains("dialog-buttons"));
    }

    private static boolean marksError(Node node) {
        return node.getStyleClass().contains("gutter-mark")
                && node.getPseudoClassStates().stream()
                        .anyMatch(p -> p.getPseudoClassName().equals("error"));
    }

    /// Whether the text is in it or in what it holds.
    private static boolean holds(Node node, String text) {
        return node.lookupAll("*").stream()
                .anyMatch(n -> n instanceof Labeled l
                        && l.getText() != null
                        && l.getText().contains(text));
    }

    private boolean deployment(Node node) {
        return isRow(node, "status-page", "Deployment");
    }

    private static boolean isRow(Node node, String name, String kind) {
        return node instanceof ListCell<?> cell
                && cell.getItem() instanceof TreeRow row
                && row.subject() instanceof TreeRow.Subject.OfResource resource
                && resource.entry().key().name().equals(name)
                && resource.entry().key().kind().equals(kind);
    }

    private void sees(String what, Action... actions) {
        person.until(what, () -> action().filter(List.of(actions)::contains).isPresent());
    }

    /// What the tree says of the Deployment; the tree must be shown.
    private Optional<Action> action() {
        return action("Deployment");
    }

    private Optional<Action> action(String kind) {
        return Stagehand.onFx(() -> person.find(n -> isRow(n, "status-page", kind))
                .map(n -> (TreeRow) ((ListCell<?>) n).getItem())
                .flatMap(row -> row.state().action()));
    }

    /// @param line from 0
    private void caretAt(int line) {
        person.until(
                "the caret is in line " + line,
                () -> Stagehand.onFx(() -> person.find(CodeArea.class::isInstance)
                        .filter(n -> ((CodeArea) n).getCurrentParagraph() == line)
                        .isPresent()));
    }

    private String editorText() {
        return Stagehand.onFx(() -> person.find(CodeArea.class::isInstance)
                .map(n -> ((CodeArea) n).getText())
                .orElse(""));
    }

    private int lineOf(String start) {
        return (int) editorText()
                .lines()
                .takeWhile(l -> !l.strip().startsWith(start))
                .count();
    }

    private String image() {
        return field("{.spec.template.spec.containers[0].image}");
    }

    private String field(String path) {
        return kubectl("get", "deploy", "status-page", "--ignore-not-found", "-o", "jsonpath=" + path);
    }

    private static ResourceKey service() {
        return new ResourceKey("", "Service", NAMESPACE, "status-page");
    }

    /// Empty between the delete and the create of a replacement.
    private String clusterIp() {
        return kubectl("get", "service", "status-page", "--ignore-not-found", "-o", "jsonpath={.spec.clusterIP}");
    }

    private String kubectl(String... arguments) {
        if (!(engine.sandboxes().state("demo").get() instanceof SandboxState.Running running)) {
            throw new AssertionError("The sandbox does not run");
        }
        return SandboxProgram.kubectl(
                running.kubeconfig(),
                Stream.concat(Stream.of("-n", NAMESPACE), Stream.of(arguments)).toArray(String[]::new));
    }

    private String text(String key, Object... arguments) {
        return root.words().text(key, arguments);
    }

    private void picture(String name) {
        person.picture(look + "/" + name);
    }

    private final class Lent implements DifferenceSteps.Journey {
        @Override
        public String text(String key, Object... arguments) {
            return JourneyTest.this.text(key, arguments);
        }

        @Override
        public String kubectl(String... arguments) {
            return JourneyTest.this.kubectl(arguments);
        }

        @Override
        public void sees(String what, Action... actions) {
            JourneyTest.this.sees(what, actions);
        }

        @Override
        public void openDeployment() {
            person.click("the Deployment", JourneyTest.this::deployment);
        }

        @Override
        public void askDeploymentForMenu() {
            person.clickForMenu("the Deployment", JourneyTest.this::deployment);
        }

        /// Both keys at once: the push follows the commit.
        @Override
        public void commitAndPush(String message, String file) {
            commit(message, file);
            person.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.K);
            person.seesText(JourneyTest.this.text("repository.pushedTo", "").strip());
        }

        @Override
        public void plan() {
            JourneyTest.this.plan();
            person.until("the plan can run", JourneyTest.this::ready);
        }

        @Override
        public String image() {
            return JourneyTest.this.image();
        }

        @Override
        public void answerYes() {
            JourneyTest.this.answerYes();
        }

        @Override
        public void picture(String name) {
            JourneyTest.this.picture(name);
        }
    }

    /// What was told, and what the syncs of this journey recorded, for a failure's message.
    private String lastWords() {
        String told = Stagehand.onFx(() -> root.surroundings().notices().history().stream()
                .map(n -> n.text()
                        + n.problem()
                                .map(p -> root.words().engine().text(p).sentence() + p.details())
                                .orElse(""))
                .toList()
                .toString());
        try (Stream<Path> files = Files.walk(folder.resolve("state/syncs"))) {
            var ledgers = new StringBuilder("Told: " + told + " Ledgers: ");
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
                ledgers.append(Files.readString(file)).append('\n');
            }
            return ledgers.toString();
        } catch (IOException e) {
            return told + e;
        }
    }
}
