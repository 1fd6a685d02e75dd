package app.driftless.desktop.fx;

import app.driftless.desktop.i18n.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Enumeration;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.Vector;
import javafx.beans.property.Property;
import javafx.fxml.FXMLLoader;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;

/// Loads the FXML that lies beside a view's class. Its `%keys` become live texts, so a change of language needs no
/// reload.
public final class ViewLoader {
    private static final String MARK = "\u2063";

    private final Words words;

    public ViewLoader(Words words) {
        this.words = words;
    }

    /// Loads `<Name>.fxml` of the package of `controller`'s class into it.
    public Parent load(Object controller) {
        Class<?> type = controller.getClass();
        String name = type.getSimpleName() + ".fxml";
        URL url = Objects.requireNonNull(type.getResource(name), name);
        var loader = new FXMLLoader(url, new KeyBundle());
        loader.setController(controller);
        try {
            Parent root = loader.load();
            localise(root);
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException("Broken view " + name, e);
        }
    }

    private void localise(Node node) {
        live(node.accessibleTextProperty());
        if (node instanceof Labeled labeled) {
            live(labeled.textProperty());
            Tooltip tooltip = labeled.getTooltip();
            if (tooltip != null) {
                live(tooltip.textProperty());
            }
        }
        if (node instanceof TextInputControl input) {
            live(input.promptTextProperty());
        }
        if (node instanceof ScrollPane scroll && scroll.getContent() != null) {
            localise(scroll.getContent());
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(this::localise);
        }
    }

    private void live(Property<String> property) {
        String value = property.getValue();
        if (value != null && value.startsWith(MARK)) {
            property.bind(words.live(value.substring(MARK.length())));
        }
    }

    /// Answers each key with itself, marked: [ViewLoader] puts the live text there.
    private static final class KeyBundle extends ResourceBundle {
        @Override
        protected Object handleGetObject(String key) {
            return MARK + key;
        }

        @Override
        public boolean containsKey(String key) {
            return true;
        }

        @Override
        public Enumeration<String> getKeys() {
            return new Vector<>(Set.<String>of()).elements();
        }
    }
}
