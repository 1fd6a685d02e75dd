package app.driftless.desktop.i18n;

import app.driftless.core.problem.Message;
import app.driftless.core.problem.Texts;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/// The visible texts in the language of the window, which can change while it is open. FX thread.
public final class Words {
    /// Languages that have a bundle, the first being the one that texts fall back to.
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

    private static final String BUNDLE = "app.driftless.desktop.i18n.messages";

    private final ReadOnlyObjectWrapper<Locale> locale = new ReadOnlyObjectWrapper<>(Locale.ENGLISH);

    public Words(Locale initial) {
        speak(initial);
    }

    public ReadOnlyObjectProperty<Locale> locale() {
        return locale.getReadOnlyProperty();
    }

    /// Changes to the nearest language there is.
    public void speak(Locale wanted) {
        locale.set(LANGUAGES.stream()
                .filter(l -> l.getLanguage().equals(wanted.getLanguage()))
                .findFirst()
                .orElse(Locale.ENGLISH));
    }

    /// The text of now. A key that is missing is shown as itself: it must not hide what it is about.
    public String text(String key, Object... args) {
        try {
            String pattern = ResourceBundle.getBundle(BUNDLE, locale.get(), Words.class.getModule())
                    .getString(key);
            return new MessageFormat(pattern, locale.get()).format(args);
        } catch (MissingResourceException e) {
            return key;
        }
    }

    /// The text now and after each change of language.
    public ObservableValue<String> live(String key, Object... args) {
        return locale.map(_ -> text(key, args));
    }

    public String text(Message message) {
        return engine().text(message);
    }

    /// The engine's texts in the language of now.
    public Texts engine() {
        return new Texts(locale.get());
    }
}
