package app.driftless.desktop;

import app.driftless.core.Engine;
import app.driftless.core.EngineOptions;
import app.driftless.core.flow.OrderlyEnd;
import app.driftless.desktop.theme.Fonts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.application.Application;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/// Starts the window. Arguments: nothing, a folder to open, or `demo` for the sample with the sandbox cluster.
public final class DesktopApp extends Application {
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;
    /// Three seconds are promised to whoever logs out; the end of the Java machine takes some of them.
    private static final Duration PATIENCE = Duration.ofMillis(2500);

    private Engine engine;
    private CompositionRoot root;
    private MainWindow window;
    private OrderlyEnd end;

    @SuppressWarnings("NullAway.Init") // JavaFX calls start before anything else.
    public DesktopApp() {}

    @Override
    public void start(Stage stage) {
        Fonts.load();
        engine = new Engine(EngineOptions.ofSystem());
        root = new CompositionRoot(engine);
        window = new MainWindow(root);
        end = new OrderlyEnd(PATIENCE, this::toldToEnd);
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        window.showOn(stage);
        stage.setWidth(Math.min(WIDTH, screen.getWidth()));
        stage.setHeight(Math.min(HEIGHT, screen.getHeight()));
        stage.setMinWidth(820);
        stage.setMinHeight(560);
        stage.show();
        engine.damage().forEach(root.surroundings().notices()::fail);
        List<String> arguments = getParameters().getUnnamed();
        if (arguments.equals(List.of("demo"))) {
            window.trySample();
        } else if (!arguments.isEmpty()) {
            window.open(Path.of(arguments.getFirst()).toAbsolutePath().normalize());
        }
    }

    /// A signal, a logout: unsaved text first, then what is running. The toolkit ends at the same time, so that
    /// nothing here may need its thread.
    private void toldToEnd() {
        try {
            engine.drafts().flush();
            engine.operations().running().get().forEach(running -> running.cancel()
                    .cancel());
            window.endWork();
        } finally {
            engine.close();
        }
    }

    @Override
    public void stop() {
        end.once(() -> {
            try {
                window.close();
            } finally {
                root.close();
                engine.close();
            }
        });
    }
}
