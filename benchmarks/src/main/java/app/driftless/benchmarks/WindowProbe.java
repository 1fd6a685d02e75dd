package app.driftless.benchmarks;

import app.driftless.desktop.Launcher;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.stage.Window;

/// Starts the product's window in this process and says on standard output when it has got how far, seen from outside:
/// by what stands in the scene. `WindowProbe --empty` shows a window with one label instead, which is what the toolkit
/// alone needs; `WindowProbe FOLDER OBJECTS` opens a repository and waits until its tree counts so many objects.
public final class WindowProbe {
    /// The first layout, its frame, and one more layout, which waits for that frame.
    private static final int PULSES_OF_A_FRAME = 3;

    private final int objects;
    private int pulses;
    private boolean rows;
    private boolean over;

    private WindowProbe(int objects) {
        this.objects = objects;
    }

    public static void main(String[] args) throws InterruptedException {
        var probe = new WindowProbe(args.length == 2 ? Integer.parseInt(args[1]) : -1);
        Thread.ofPlatform().daemon().name("probe").start(probe::waitForToolkit);
        if (args.length == 1) {
            Application.launch(EmptyWindow.class);
        } else {
            Launcher.main(args.length == 2 ? new String[] {args[0]} : new String[0]);
        }
        // The window may leave threads behind; what is measured is over.
        System.exit(0);
    }

    private void waitForToolkit() {
        while (true) {
            try {
                Platform.runLater(this::waitForWindow);
                return;
            } catch (IllegalStateException notStarted) {
                Thread.onSpinWait();
            }
        }
    }

    private void waitForWindow() {
        if (!Window.getWindows().isEmpty()) {
            watch(Window.getWindows().getFirst().getScene());
            return;
        }
        Window.getWindows().addListener(new ListChangeListener<>() {
            @Override
            public void onChanged(Change<? extends Window> change) {
                Window.getWindows().removeListener(this);
                watch(Window.getWindows().getFirst().getScene());
            }
        });
    }

    private void watch(Scene scene) {
        scene.addPostLayoutPulseListener(() -> look(scene));
        Platform.requestNextPulse();
    }

    private void look(Scene scene) {
        if (over) {
            return;
        }
        pulses++;
        if (pulses == PULSES_OF_A_FRAME) {
            say(WindowBlock.WINDOW);
        }
        if (pulses > PULSES_OF_A_FRAME && objects >= 0) {
            lookAtTree(scene);
        } else if (pulses > PULSES_OF_A_FRAME) {
            end();
        }
        Platform.requestNextPulse();
    }

    private void lookAtTree(Scene scene) {
        if (!rows
                && scene.lookup(".tree-list") instanceof ListView<?> list
                && !list.getItems().isEmpty()) {
            rows = true;
            say(WindowBlock.ROWS);
        }
        // The first chip over the tree counts all its objects.
        Node all = rows ? scene.lookup(".panel-chips .chip") : null;
        if (all instanceof Labeled chip && chip.getText().replaceAll("\\D", "").equals(Integer.toString(objects))) {
            say(WindowBlock.COMPLETE);
            end();
        }
    }

    private void end() {
        over = true;
        Platform.exit();
    }

    private static void say(String milestone) {
        System.out.println(milestone);
        System.out.flush();
    }
}
