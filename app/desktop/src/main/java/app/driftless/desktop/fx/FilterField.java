package app.driftless.desktop.fx;

import app.driftless.desktop.theme.Icons;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.octicons.Octicons;

/// The field above a list that narrows it, also while one types in the list itself.
public final class FilterField extends StackPane {
    private final TextField field = new TextField();
    private final StringProperty text;

    public FilterField(ObservableValue<String> prompt, StringProperty text) {
        this.text = text;
        getStyleClass().add("panel-filter");
        field.getStyleClass().add("filter-field");
        field.promptTextProperty().bind(prompt);
        field.accessibleTextProperty().bind(prompt);
        field.textProperty().bindBidirectional(text);
        field.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && !text.get().isEmpty()) {
                text.set("");
                event.consume();
            }
        });
        var icon = Icons.of(Octicons.FILTER_16, 14);
        icon.setMouseTransparent(true);
        StackPane.setAlignment(icon, Pos.CENTER_LEFT);
        icon.setTranslateX(9);
        var cap = new Label("/");
        cap.getStyleClass().add("keycap");
        cap.setMouseTransparent(true);
        cap.visibleProperty().bind(field.focusedProperty().not().and(text.isEmpty()));
        StackPane.setAlignment(cap, Pos.CENTER_RIGHT);
        cap.setTranslateX(-6);
        getChildren().addAll(field, icon, cap);
    }

    public void focusField() {
        field.requestFocus();
    }

    /// Adds what is typed while the list has the focus.
    public void takeOver(KeyEvent event) {
        String typed = event.getCharacter();
        boolean plain = !event.isControlDown() && !event.isAltDown() && !event.isMetaDown();
        if (plain
                && typed.length() == 1
                && typed.charAt(0) > ' '
                && typed.charAt(0) != 0x7f
                && typed.charAt(0) != '/') {
            text.set(text.get() + typed);
            event.consume();
        }
    }

    public void dropLast() {
        String now = text.get();
        if (!now.isEmpty()) {
            text.set(now.substring(0, now.offsetByCodePoints(now.length(), -1)));
        }
    }
}
