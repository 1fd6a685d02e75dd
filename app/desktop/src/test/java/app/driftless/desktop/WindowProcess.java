package app.driftless.desktop;

import java.util.Arrays;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.fxmisc.richtext.CodeArea;

/// The window as people start it, in a process of its own that is to be ended from outside. Where it is told a text,
/// somebody at the keyboard opens `app.yaml` and types it. It says `ready` when the window is there, and `typed` when
/// the editor shows the text.
final class WindowProcess {
    private WindowProcess() {}

    /// @param arguments the text, or nothing; then those of the window
    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().start(() -> work(arguments[0]));
        Launcher.main(Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static void work(String text) {
        try {
            Stage stage = shown();
            var person = new Person(stage, () -> "");
            person.until("the window has the focus", stage::isFocused);
            System.out.println("ready");
            if (!text.isEmpty()) {
                person.sees("the repository", n -> n.getStyleClass().contains("tree-list"));
                person.press(KeyCode.CONTROL, KeyCode.P);
                person.sees("the palette", n -> n.getStyleClass().contains("palette"));
                person.type("app");
                person.press(KeyCode.ENTER);
                person.click("the text", CodeArea.class::isInstance);
                person.press(KeyCode.CONTROL, KeyCode.HOME);
                person.type(text);
                person.until(
                        "the text is there",
                        () -> Stagehand.onFx(() -> person.find(n -> n instanceof CodeArea area
                                        && area.getText().startsWith(text))
                                .isPresent()));
                System.out.println("typed");
            }
        } catch (InterruptedException | RuntimeException | AssertionError e) {
            // Nobody would end it.
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static Stage shown() throws InterruptedException {
        while (true) {
            Thread.sleep(50);
            Optional<Stage> stage = running()
                    ? Stagehand.onFx(() -> Window.getWindows().stream()
                            .filter(Window::isShowing)
                            .map(Stage.class::cast)
                            .findFirst())
                    : Optional.empty();
            if (stage.isPresent()) {
                return stage.get();
            }
        }
    }

    private static boolean running() {
        try {
            Platform.runLater(() -> {});
            return true;
        } catch (IllegalStateException e) {
            // The toolkit has not been started yet.
            return false;
        }
    }
}
