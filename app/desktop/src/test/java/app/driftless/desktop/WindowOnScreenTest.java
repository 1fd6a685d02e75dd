package app.driftless.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.Engine;
import app.driftless.core.EngineOptions;
import app.driftless.testkit.git.GitFixture;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole window on a screen, with a real keyboard: what the headless platform can't show.
@Tag("display")
class WindowOnScreenTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Stagehand.start();
    }

    @Test
    void takesTheFocusOpensARepositoryAndShowsItsCommandsByKey() throws Exception {
        Path repository = GitFixture.withRemote(folder).workTree();
        var engine = new Engine(EngineOptions.below(folder.resolve("profile")));
        var root = Stagehand.onFx(() -> new CompositionRoot(engine));
        var window = Stagehand.onFx(() -> new MainWindow(root));
        Stage stage = Stagehand.onFx(() -> {
            var shown = new Stage();
            shown.setScene(window.scene());
            shown.show();
            return shown;
        });
        try {
            Stagehand.await(stage::isFocused);
            assertTrue(Stagehand.onFx(stage::isFocused), "The window does not take the focus");

            Stagehand.onFx(() -> {
                window.open(repository);
                return true;
            });
            assertTrue(becomes(true, window, ".tree-list"), "The repository does not open");

            press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
            assertTrue(becomes(true, window, ".palette"), "Ctrl+Shift+P shows no commands");
            press(KeyCode.ESCAPE);
            assertTrue(becomes(false, window, ".palette"), "Escape leaves the commands open");
            assertEquals(List.of(), Stagehand.cssFaults());
        } finally {
            Stagehand.onFx(() -> {
                stage.close();
                window.close();
                root.close();
                return true;
            });
            engine.close();
        }
    }

    /// Whether, within 20 s, the window shows or no longer shows what `selector` means.
    private static boolean becomes(boolean shown, MainWindow window, String selector) throws InterruptedException {
        for (int i = 0; i < 400; i++) {
            if (Stagehand.onFx(() -> (window.scene().lookup(selector) != null) == shown)) {
                return true;
            }
            Thread.sleep(50);
        }
        return false;
    }

    private static void press(KeyCode... keys) {
        Stagehand.onFx(() -> {
            var robot = new Robot();
            for (KeyCode key : keys) {
                robot.keyPress(key);
            }
            for (int i = keys.length - 1; i >= 0; i--) {
                robot.keyRelease(keys[i]);
            }
            return true;
        });
    }
}
