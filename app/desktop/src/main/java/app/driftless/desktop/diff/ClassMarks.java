package app.driftless.desktop.diff;

import app.driftless.core.diff.DiffClass;
import app.driftless.desktop.theme.Mark;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// How a class of difference is drawn: its symbol, its pseudo-class, its text key.
final class ClassMarks {
    private static final Map<DiffClass, PseudoClass> CLASSES = new EnumMap<>(DiffClass.class);

    static {
        for (DiffClass kind : DiffClass.values()) {
            CLASSES.put(kind, PseudoClass.getPseudoClass(name(kind)));
        }
    }

    private ClassMarks() {}

    static Mark mark(DiffClass kind) {
        return switch (kind) {
            case YOURS -> Mark.YOURS;
            case DRIFT -> Mark.DRIFT;
            case FOREIGN -> Mark.FOREIGN;
            case DEFAULT, MUTATED, IGNORED -> Mark.DEFAULT;
        };
    }

    static String name(DiffClass kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static void apply(Node node, @Nullable DiffClass kind) {
        CLASSES.forEach((each, pseudoClass) -> node.pseudoClassStateChanged(pseudoClass, each == kind));
    }
}
