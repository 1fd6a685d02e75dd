package app.driftless.desktop.editor;

import app.driftless.desktop.i18n.Words;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.BorderPane;

/// Joins an editor with its outline, which all editors show or none. FX thread.
final class OutlineSide implements AutoCloseable {
    /// Below this the text needs the room.
    private static final double NARROW = 720;

    private final OutlineViewModel model;
    private final BooleanProperty wanted;
    private final BooleanProperty fits = new SimpleBooleanProperty();
    private final Words words;
    /// Held here: its sources know it weakly only.
    private ObservableBooleanValue visible = new SimpleBooleanProperty();
    private Runnable toggle = () -> {};
    private String path = "";
    private String text = "";

    /// @param wanted whether a person wants to see outlines
    OutlineSide(OutlineViewModel model, BooleanProperty wanted, Words words) {
        this.model = model;
        this.wanted = wanted;
        this.words = words;
    }

    /// Stands right of `editor` in `pane` while it is wanted, there is room and the file has a structure.
    void beside(BorderPane pane, YamlEditor editor) {
        var panel = new OutlinePanel(
                model,
                words,
                row -> {
                    editor.goTo(row.line(), row.column());
                    editor.requestFocus();
                },
                () -> {
                    wanted.set(false);
                    editor.requestFocus();
                },
                editor::requestFocus);
        editor.caretProperty().subscribe(model::caret);
        visible = Bindings.createBooleanBinding(
                () -> wanted.get() && fits.get() && pane.getWidth() >= NARROW, wanted, fits, pane.widthProperty());
        visible.subscribe(now -> {
            pane.setRight(now ? panel : null);
            read();
        });
        toggle = () -> {
            if (!wanted.get()) {
                wanted.set(true);
                panel.focusList();
            } else if (panel.hasFocus()) {
                wanted.set(false);
                editor.requestFocus();
            } else {
                panel.focusList();
            }
        };
    }

    /// Whether the file has a structure to show.
    ObservableValue<Boolean> fits() {
        return fits;
    }

    /// Takes the text as it is now.
    void show(String newPath, String newText) {
        path = newPath;
        text = newText;
        fits.set(path.toLowerCase(Locale.ROOT).matches(".*\\.(ya?ml|json)"));
        read();
    }

    /// Shows it and goes there; a second time goes back and hides it.
    void toggle() {
        toggle.run();
    }

    private void read() {
        if (wanted.get() && fits.get()) {
            model.read(path, text);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
