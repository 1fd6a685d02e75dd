package app.driftless.desktop.shell;

import app.driftless.core.settings.Settings;
import app.driftless.core.settings.SettingsStore;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Icons;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import org.kordamp.ikonli.octicons.Octicons;

/// The two menus of the welcome page: theme and language.
public final class AppearanceMenus {
    private final SettingsStore store;
    private final ObservableValue<Settings> settings;
    private final Words words;

    public AppearanceMenus(SettingsStore store, ObservableValue<Settings> settings, Words words) {
        this.store = store;
        this.settings = settings;
        this.words = words;
    }

    public List<Node> nodes() {
        return List.of(themes(), languages());
    }

    private MenuButton themes() {
        var menu = new MenuButton();
        menu.setGraphic(Icons.of(Octicons.DEVICE_DESKTOP_16, 14));
        menu.getStyleClass().add("flat");
        menu.textProperty().bind(settings.flatMap(s -> words.live(themeKey(s.theme()))));
        menu.accessibleTextProperty().bind(words.live("settings.theme"));
        var group = new ToggleGroup();
        for (Settings.Theme theme : Settings.Theme.values()) {
            var item = new RadioMenuItem();
            item.setToggleGroup(group);
            item.textProperty().bind(words.live(themeKey(theme)));
            settings.subscribe(s -> item.setSelected(s.theme() == theme));
            item.setOnAction(_ -> store.change(s -> SettingsEdit.theme(s, theme)));
            menu.getItems().add(item);
        }
        return menu;
    }

    private MenuButton languages() {
        var menu = new MenuButton();
        menu.setGraphic(Icons.of(Octicons.GLOBE_16, 14));
        menu.getStyleClass().add("flat");
        menu.textProperty().bind(words.locale().map(AppearanceMenus::nameOf));
        menu.accessibleTextProperty().bind(words.live("settings.language"));
        var group = new ToggleGroup();
        for (Locale locale : Words.LANGUAGES) {
            var item = new RadioMenuItem(nameOf(locale));
            item.setToggleGroup(group);
            words.locale().subscribe(now -> item.setSelected(now.equals(locale)));
            item.setOnAction(_ -> store.change(s -> SettingsEdit.language(s, Optional.of(locale.toLanguageTag()))));
            menu.getItems().add(item);
        }
        return menu;
    }

    private static String themeKey(Settings.Theme theme) {
        return switch (theme) {
            case SYSTEM -> "settings.theme.system";
            case LIGHT -> "settings.theme.light";
            case DARK -> "settings.theme.dark";
        };
    }

    /// A language in its own words.
    public static String nameOf(Locale locale) {
        return locale.getLanguage().equals("zh") ? "简体中文" : locale.getDisplayLanguage(locale);
    }
}
