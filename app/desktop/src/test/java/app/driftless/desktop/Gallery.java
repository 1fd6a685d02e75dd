package app.driftless.desktop;

import app.driftless.core.settings.Settings;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.action.ActionRegistry;
import app.driftless.desktop.fx.Disposer;
import app.driftless.desktop.fx.FxBridge;
import app.driftless.desktop.fx.ZoomPane;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.shell.AppearanceMenus;
import app.driftless.desktop.shell.WelcomeView;
import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.Theme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// All views of the window with the story of a shop, for tests and pictures.
final class Gallery implements AutoCloseable {
    enum View {
        WELCOME
    }

    private final Disposer disposer = new Disposer();
    private final Words words;
    private final Theme theme;
    private final ActionRegistry actions = new ActionRegistry();
    private final Stagehand.MemorySettings store = new Stagehand.MemorySettings();
    private final FxBridge bridge = new FxBridge(Runnable::run);

    Gallery(Settings.Theme choice, Locale locale) {
        words = new Words(locale);
        theme = new Theme(Sheets.all());
        theme.choose(choice);
        for (ActionId id : ActionId.values()) {
            actions.bind(id, () -> {});
        }
    }

    Scene show(View view) {
        Region root =
                switch (view) {
                    case WELCOME -> welcome();
                };
        var scene = new Scene(new ZoomPane(root), 1440, 900);
        theme.dress(scene);
        return scene;
    }

    private Region welcome() {
        var settings = bridge.property(store.settings(), disposer);
        var parts = new WelcomeView.Parts(
                new SimpleObjectProperty<>(
                        List.of(Path.of("/home/mara/shop-config"), Path.of("/home/mara/edge-sites"))),
                new SimpleObjectProperty<>(List.of(
                        new WelcomeView.Found(Mark.IN_SYNC, "kubectl 1.36.2", "renders Kustomize, found on the PATH"),
                        new WelcomeView.Found(
                                Mark.IN_SYNC,
                                "3 clusters in your kubeconfig",
                                "none is bound yet, so none can be changed"))),
                new AppearanceMenus(store, settings, words).nodes(),
                new VBox());
        return new WelcomeView(parts, actions, words, _ -> {});
    }

    @Override
    public void close() {
        disposer.close();
    }
}
