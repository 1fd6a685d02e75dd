package app.driftless.desktop.theme;

import app.driftless.core.settings.Settings;
import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Scene;

/// Dresses scenes in light or dark, as a person chose or the system says, and changes them while they are open. FX
/// thread.
public final class Theme {
    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper();
    private final List<Scene> scenes = new ArrayList<>();
    private final List<String> features;
    private Settings.Theme choice = Settings.Theme.SYSTEM;

    /// @param features URLs of the sheets of the features
    public Theme(List<String> features) {
        this.features = List.copyOf(features);
        Platform.getPreferences().colorSchemeProperty().subscribe(_ -> choose(choice));
    }

    public ReadOnlyBooleanProperty dark() {
        return dark.getReadOnlyProperty();
    }

    public void choose(Settings.Theme next) {
        choice = next;
        dark.set(
                switch (next) {
                    case LIGHT -> false;
                    case DARK -> true;
                    case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
                });
        Application.setUserAgentStylesheet(
                dark.get() ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        scenes.forEach(scene -> scene.getStylesheets().setAll(sheets()));
    }

    /// Dresses `scene` now and at each later change.
    public void dress(Scene scene) {
        scenes.add(scene);
        scene.getStylesheets().setAll(sheets());
    }

    private List<String> sheets() {
        var sheets = new ArrayList<String>();
        sheets.add(url(dark.get() ? "tokens-dark.css" : "tokens-light.css"));
        sheets.add(url("base.css"));
        sheets.add(url("controls.css"));
        sheets.add(url("controlsfx.css"));
        sheets.addAll(features);
        return sheets;
    }

    private static String url(String name) {
        return Objects.requireNonNull(Theme.class.getResource(name), name).toExternalForm();
    }
}
