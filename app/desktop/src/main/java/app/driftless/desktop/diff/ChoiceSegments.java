package app.driftless.desktop.diff;

import app.driftless.core.diff.Difference;
import app.driftless.desktop.fx.Roving;
import app.driftless.desktop.i18n.Words;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/// What can be decided about a field, one of which always counts. Gone where nothing is to be decided.
final class ChoiceSegments extends HBox {
    private final Words words;
    private final Map<Choice, ToggleButton> segments = new EnumMap<>(Choice.class);

    /// @param choose is told what a person chose
    ChoiceSegments(Words words, Consumer<Choice> choose) {
        this.words = words;
        getStyleClass().addAll("segments", "choices");
        setMaxHeight(USE_PREF_SIZE);
        setMinWidth(USE_PREF_SIZE);
        for (Choice choice : Choice.values()) {
            var segment = new ToggleButton();
            segment.getStyleClass().add("segment");
            segment.setOnAction(_ -> {
                segment.setSelected(true);
                choose.accept(choice);
            });
            segments.put(choice, segment);
            getChildren().add(segment);
        }
        Roving.over(this, Orientation.HORIZONTAL);
    }

    /// @param settled whether a rule takes it over unless something else is chosen
    void show(Difference difference, Choice chosen, boolean settled) {
        List<Choice> open = Choice.open(difference);
        setVisible(!open.isEmpty());
        setManaged(isVisible());
        segments.forEach((choice, segment) -> {
            boolean there = open.contains(choice);
            segment.setVisible(there);
            segment.setManaged(there);
            segment.setSelected(choice == chosen);
            String key = choice == Choice.LATER ? unchosen(difference, settled) : choice.key();
            segment.setText(words.text("diff.choice." + key));
            segment.setTooltip(new Tooltip(words.text("diff.choice." + key + ".detail")));
            segment.setAccessibleText(words.text("diff.choice." + key + ".detail"));
        });
    }

    private static String unchosen(Difference difference, boolean settled) {
        if (difference.addedByHand()) {
            return "keep";
        }
        return settled ? "by-rule" : Choice.LATER.key();
    }

    void hide() {
        setVisible(false);
        setManaged(false);
    }
}
