package app.driftless.desktop;

import app.driftless.core.Engine;
import app.driftless.core.EngineOptions;
import app.driftless.core.settings.Settings;
import app.driftless.desktop.fx.FxBridge;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Fonts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Builds the window off screen, once in each language and theme, so that a missing font, sheet, bundle or library is
/// found before a person finds it.
final class SelfTest {
    private static final Logger LOG = LoggerFactory.getLogger(SelfTest.class);

    private SelfTest() {}

    /// @return the exit code: 0 sound, 2 not
    static int run() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        try {
            Path folder = Files.createTempDirectory("driftless-self-test");
            try {
                Platform.startup(() -> {});
                for (Settings.Theme theme : new Settings.Theme[] {Settings.Theme.LIGHT, Settings.Theme.DARK}) {
                    for (Locale language : Words.LANGUAGES) {
                        onFxThread(() -> build(folder, theme, language)).join();
                    }
                }
            } finally {
                Platform.exit();
                delete(folder);
            }
            return 0;
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.error("This installation is not whole", e);
            return 2;
        }
    }

    private static CompletableFuture<Void> onFxThread(Runnable task) {
        return CompletableFuture.runAsync(task, FxBridge.ofPlatform().executor());
    }

    private static void build(Path folder, Settings.Theme theme, Locale language) {
        Fonts.load();
        try (var engine = new Engine(EngineOptions.below(folder.resolve(theme + "-" + language)))) {
            engine.settings()
                    .change(s -> new Settings(
                            theme,
                            Optional.of(language.toLanguageTag()),
                            s.zoom(),
                            s.recent(),
                            s.kubeconfigs(),
                            s.kustomizeProgram(),
                            s.personsTools(),
                            s.syncsPaused(),
                            s.outlineShown()));
            try (var root = new CompositionRoot(engine);
                    var window = new MainWindow(root)) {
                var picture = window.scene().snapshot(null);
                if (picture.getWidth() < 100) {
                    throw new IllegalStateException("Nothing was drawn");
                }
            }
        }
        LOG.info("ok: window, {}, {}", theme, language);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
