package app.driftless.desktop;

import app.driftless.core.flow.Signal;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.settings.Settings;
import app.driftless.core.settings.SettingsStore;
import app.driftless.desktop.theme.Fonts;
import app.driftless.desktop.theme.Theme;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import javafx.application.Platform;
import javafx.css.CssParser;
import javafx.scene.Parent;
import javafx.scene.Scene;

/// Starts the toolkit once, and runs what needs its thread.
public final class Stagehand {
    private static boolean started;

    private Stagehand() {}

    public static synchronized void start() throws InterruptedException {
        if (started) {
            return;
        }
        started = true;
        var ready = new CountDownLatch(1);
        try {
            Platform.startup(ready::countDown);
        } catch (IllegalStateException e) {
            // Another test class of this process has started it.
            ready.countDown();
        }
        ready.await(30, TimeUnit.SECONDS);
        // From the first call on the toolkit keeps what it only prints otherwise.
        CssParser.errorsProperty();
        Platform.setImplicitExit(false);
        onFx(() -> {
            Fonts.load();
            return true;
        });
    }

    public static <T> T onFx(Callable<T> task) {
        var result = new CompletableFuture<T>();
        Platform.runLater(() -> {
            try {
                result.complete(task.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return result.orTimeout(60, TimeUnit.SECONDS).join();
    }

    /// A scene in the light dress of the window. FX thread.
    public static Scene dressed(Parent content) {
        var scene = new Scene(content, 600, 400);
        var theme = new Theme(Sheets.all());
        theme.choose(Settings.Theme.LIGHT);
        theme.dress(scene);
        return scene;
    }

    /// What the toolkit found wrong in style sheets or could not resolve, since it was last asked.
    public static List<String> cssFaults() {
        return onFx(() -> {
            List<String> faults = CssParser.errorsProperty().stream()
                    .map(CssParser.ParseError::getMessage)
                    .distinct()
                    .toList();
            CssParser.errorsProperty().clear();
            return faults;
        });
    }

    /// Waits until `condition` holds and what it sent to the FX thread has been done.
    public static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            if (condition.getAsBoolean() && onFx(condition::getAsBoolean)) {
                return;
            }
            Thread.sleep(25);
        }
        throw new AssertionError("It did not come to rest within 5 s");
    }

    /// Settings that live as long as the test.
    static final class MemorySettings implements SettingsStore {
        private final SignalSource<Settings> settings = new SignalSource<>(Settings.initial());

        @Override
        public Signal<Settings> settings() {
            return settings;
        }

        @Override
        public void change(UnaryOperator<Settings> step) {
            settings.update(step);
        }
    }
}
