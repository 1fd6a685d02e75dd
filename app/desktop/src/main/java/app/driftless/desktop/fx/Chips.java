package app.driftless.desktop.fx;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ToggleButton;

/// Small buttons of which one is always chosen. FX thread.
public final class Chips {
    private Chips() {}

    /// One for each of `values`, in their order; choosing one sets `chosen`, and the other way round.
    public static <T> List<ToggleButton> of(
            T[] values, Function<T, ObservableValue<String>> text, ObjectProperty<T> chosen) {
        return Stream.of(values)
                .map(value -> chip(value, text.apply(value), chosen))
                .toList();
    }

    private static <T> ToggleButton chip(T value, ObservableValue<String> text, ObjectProperty<T> chosen) {
        var chip = new ToggleButton();
        chip.getStyleClass().add("chip");
        chip.textProperty().bind(text);
        chosen.subscribe(now -> chip.setSelected(now == value));
        chip.setOnAction(_ -> {
            chosen.set(value);
            chip.setSelected(true);
        });
        return chip;
    }
}
