package app.driftless.desktop.editor;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// Line numbers, with a mark where a line has a problem. Our own factory: the stock one logs CSS warnings.
final class Gutter implements IntFunction<Node> {
    private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");
    private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");
    private Map<Integer, Mark> worstByLine = Map.of();
    private int digits = 3;

    /// @return the lines whose gutter looks different now
    List<Integer> show(List<Mark> marks) {
        var worst = new TreeMap<Integer, Mark>();
        marks.forEach(m -> worst.merge(m.line(), m, (a, b) -> a.severity().compareTo(b.severity()) <= 0 ? a : b));
        Map<Integer, Mark> before = worstByLine;
        worstByLine = worst;
        var touched = new TreeSet<>(before.keySet());
        touched.addAll(worst.keySet());
        return touched.stream()
                .filter(line -> !Objects.equals(before.get(line), worst.get(line)))
                .toList();
    }

    /// @return whether the width changed
    boolean fit(int lines) {
        int needed = Math.max(3, Integer.toString(lines).length());
        boolean changed = needed != digits;
        digits = needed;
        return changed;
    }

    @Override
    public Node apply(int line) {
        var number = new Label(Integer.toString(line + 1));
        number.getStyleClass().add("line-number");
        number.setAlignment(Pos.CENTER_RIGHT);
        number.setMinWidth(Region.USE_PREF_SIZE);
        number.setPrefWidth(digits * 8.0 + 4);
        var dot = new Region();
        dot.getStyleClass().add("gutter-mark");
        var box = new HBox(dot, number);
        box.getStyleClass().add("gutter");
        box.setAlignment(Pos.CENTER_LEFT);
        Mark mark = worstByLine.get(line);
        if (mark != null) {
            dot.pseudoClassStateChanged(ERROR, mark.severity() == Mark.Severity.ERROR);
            dot.pseudoClassStateChanged(WARNING, mark.severity() == Mark.Severity.WARNING);
            Tooltip.install(box, new Tooltip(mark.text()));
        }
        return box;
    }
}
