package app.driftless.desktop.theme;

import java.util.EnumMap;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.layout.Pane;
import javafx.scene.shape.SVGPath;
import org.jspecify.annotations.Nullable;

/// Draws a [Mark] in a 16 × 16 box, scaled to 14. Its colour is the mark's token, chosen by a pseudo-class.
public final class StateGlyph extends Pane {
    private static final Map<Mark, PseudoClass> CLASSES = new EnumMap<>(Mark.class);
    private static final PseudoClass ON_TOP = PseudoClass.getPseudoClass("on-top");
    private static final PseudoClass FILLED = PseudoClass.getPseudoClass("filled");
    private static final PseudoClass THICK = PseudoClass.getPseudoClass("thick");
    private static final PseudoClass DASHED = PseudoClass.getPseudoClass("dashed");

    static {
        for (Mark mark : Mark.values()) {
            CLASSES.put(mark, PseudoClass.getPseudoClass(mark.css()));
        }
    }

    private final SVGPath main = path("ink");
    private final SVGPath second = path("ink-second");
    private @Nullable Mark shown;

    public StateGlyph() {
        this(14);
    }

    /// @param size edge in pixels at 100 % zoom
    public StateGlyph(double size) {
        getStyleClass().add("state-glyph");
        setMinSize(16, 16);
        setPrefSize(16, 16);
        setMaxSize(16, 16);
        setScaleX(size / 16);
        setScaleY(size / 16);
        setMouseTransparent(true);
        setVisible(false);
        getChildren().addAll(main, second);
    }

    public StateGlyph(Mark mark) {
        this();
        show(mark);
    }

    /// Shows `mark`, or nothing.
    public void show(@Nullable Mark mark) {
        if (mark == shown) {
            return;
        }
        if (shown != null) {
            pseudoClassStateChanged(CLASSES.get(shown), false);
        }
        shown = mark;
        setVisible(mark != null);
        if (mark != null) {
            pseudoClassStateChanged(CLASSES.get(mark), true);
            main.setContent(mark.path());
            second.setContent(mark.second());
            main.pseudoClassStateChanged(FILLED, mark.ink() == Mark.Ink.FILLED);
            main.pseudoClassStateChanged(THICK, mark.ink() == Mark.Ink.THICK);
            main.pseudoClassStateChanged(DASHED, mark.ink() == Mark.Ink.DASHED);
            second.pseudoClassStateChanged(ON_TOP, mark == Mark.DEGRADED || mark == Mark.ERROR);
        }
    }

    private static SVGPath path(String styleClass) {
        var path = new SVGPath();
        path.getStyleClass().add(styleClass);
        return path;
    }
}
