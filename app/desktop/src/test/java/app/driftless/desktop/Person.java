package app.driftless.desktop;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.stage.Window;

/// Somebody at the screen: looks, waits, points and types, with the real mouse and keyboard of the display.
final class Person {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(120);

    private final Stage stage;
    private final Supplier<String> lastWords;

    /// @param lastWords what is added to the message when it gives up
    Person(Stage stage, Supplier<String> lastWords) {
        this.stage = stage;
        this.lastWords = lastWords;
    }

    /// Waits until `holds`, asked off the FX thread.
    void until(String what, Callable<Boolean> holds) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                if (holds.call()) {
                    return;
                }
                if (Instant.now().isAfter(end)) {
                    Pictures.capture(stage, "gave-up");
                    throw new AssertionError("Not within " + PATIENCE.toSeconds() + " s: " + what + ". "
                            + lastWords.get() + " On the screen: " + texts());
                }
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            } catch (AssertionError e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(what, e);
            }
        }
    }

    /// Waits until something on the screen is so.
    void sees(String what, Predicate<Node> which) {
        until(what, () -> Stagehand.onFx(() -> find(which).isPresent()));
    }

    void seesText(String text) {
        sees(
                "the text " + text,
                n -> n instanceof Labeled l
                        && l.getText() != null
                        && l.getText().contains(text));
    }

    /// Waits until something can be used that says this; keys for it do nothing before.
    void seesFree(String text) {
        sees("to use " + text, n -> n instanceof Labeled l && text.equals(l.getText()) && !l.isDisabled());
    }

    /// Moves the mouse there and clicks, once it is there, enabled and at rest.
    void click(String what, Predicate<Node> which) {
        click(what, which, MouseButton.PRIMARY);
    }

    /// Asks for the menu of what is there.
    void clickForMenu(String what, Predicate<Node> which) {
        click(what, which, MouseButton.SECONDARY);
    }

    private void click(String what, Predicate<Node> which, MouseButton button) {
        until("to click " + what, () -> {
            Optional<Bounds> first = place(which);
            Thread.sleep(40);
            return first.isPresent() && first.equals(place(which));
        });
        Bounds at = place(which).orElseThrow(() -> new AssertionError(what + " is gone"));
        Stagehand.onFx(() -> {
            var robot = new Robot();
            robot.mouseMove(at.getCenterX(), at.getCenterY());
            robot.mouseClick(button);
            return true;
        });
        rest();
    }

    void clickText(String text) {
        click(text, n -> n instanceof Labeled l && text.equals(l.getText()));
    }

    /// One key, with those before it held down.
    void press(KeyCode... keys) {
        Stagehand.onFx(() -> {
            var robot = new Robot();
            for (KeyCode key : keys) {
                robot.keyPress(key);
            }
            for (KeyCode key : List.of(keys).reversed()) {
                robot.keyRelease(key);
            }
            return true;
        });
        rest();
    }

    void press(KeyCode key, int times) {
        for (int i = 0; i < times; i++) {
            press(key);
        }
    }

    /// Letters, digits, spaces and capitals.
    void type(String text) {
        text.chars().forEach(c -> {
            KeyCode key =
                    c == ' ' ? KeyCode.SPACE : KeyCode.getKeyCode(String.valueOf((char) Character.toUpperCase(c)));
            if (Character.isUpperCase(c)) {
                press(KeyCode.SHIFT, key);
            } else {
                press(key);
            }
        });
    }

    /// What the screen shows, with everything that floats over the window but notices, into the folder of pictures.
    void picture(String name) {
        if (Pictures.wanted()) {
            until(
                    "the notices are gone",
                    () -> Stagehand.onFx(() -> find(Person::isNotice).isEmpty()));
        }
        rest();
        Stagehand.onFx(() -> {
            var robot = new Robot();
            robot.mouseMove(stage.getX() + stage.getWidth() - 3, stage.getY() + stage.getHeight() - 3);
            return true;
        });
        rest();
        Pictures.capture(stage, name);
    }

    private List<String> texts() {
        return Stagehand.onFx(() -> Window.getWindows().stream()
                .filter(w -> w.getScene() != null)
                .flatMap(w -> nodes(w.getScene().getRoot()))
                .filter(n -> n instanceof Labeled l
                        && l.getText() != null
                        && !l.getText().isBlank())
                .map(n -> ((Labeled) n).getText())
                .toList());
    }

    /// The first node on the screen that is shown. FX thread.
    Optional<Node> find(Predicate<Node> which) {
        return Window.getWindows().stream()
                .filter(w -> w.getScene() != null)
                .flatMap(w -> nodes(w.getScene().getRoot()))
                .filter(which)
                .findFirst();
    }

    private Optional<Bounds> place(Predicate<Node> which) {
        return Stagehand.onFx(() -> find(which.and(n -> !n.isDisabled()))
                .map(n -> n.localToScreen(n.getLayoutBounds()))
                .filter(at -> !underANotice(at)));
    }

    /// Whoever wants to click what a notice lies over waits until it is gone. FX thread.
    private boolean underANotice(Bounds at) {
        return find(n -> isNotice(n) && n.localToScreen(n.getLayoutBounds()).contains(at.getCenterX(), at.getCenterY()))
                .isPresent();
    }

    private static boolean isNotice(Node node) {
        return node.getStyleClass().contains("toast");
    }

    private static Stream<Node> nodes(Node node) {
        if (!node.isVisible()) {
            return Stream.empty();
        }
        return node instanceof Parent parent
                ? Stream.concat(
                        Stream.of(node),
                        parent.getChildrenUnmodifiable().stream().flatMap(Person::nodes))
                : Stream.of(node);
    }

    /// Until the window has done what came in and drawn it.
    private static void rest() {
        try {
            Stagehand.onFx(() -> true);
            Thread.sleep(60);
            Stagehand.onFx(() -> true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
