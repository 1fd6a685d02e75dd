package app.driftless.desktop.resources;

import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.StateGlyph;
import java.util.Locale;
import javafx.scene.control.Label;

/// A state with how many are in it; gone at 0.
final class CountMark extends Label {
    CountMark(Mark mark) {
        var glyph = new StateGlyph(12);
        glyph.show(mark);
        setGraphic(glyph);
        getStyleClass().addAll("count-mark", "count-" + mark.name().toLowerCase(Locale.ROOT));
        setMinWidth(USE_PREF_SIZE);
    }

    void show(int count) {
        setText(Integer.toString(count));
        setVisible(count > 0);
    }
}
