package app.driftless.desktop.theme;

import app.driftless.core.repo.Change;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;

/// How a file differs from HEAD, as the letter that Git uses; a dot for a folder with changes.
public final class ChangeLetter extends Label {
    private static final PseudoClass ADDED = PseudoClass.getPseudoClass("added");
    private static final PseudoClass REMOVED = PseudoClass.getPseudoClass("removed");

    public ChangeLetter() {
        getStyleClass().add("change-letter");
        setMinWidth(16);
        setPrefWidth(16);
    }

    public void show(Change.Kind kind) {
        setText(
                switch (kind) {
                    case NONE -> "";
                    case ADDED -> "A";
                    case MODIFIED -> "M";
                    case DELETED -> "D";
                    case RENAMED -> "R";
                    case CONFLICT -> "!";
                });
        pseudoClassStateChanged(ADDED, kind == Change.Kind.ADDED);
        pseudoClassStateChanged(REMOVED, kind == Change.Kind.DELETED || kind == Change.Kind.CONFLICT);
    }

    public void showDot(boolean changed) {
        show(changed ? Change.Kind.MODIFIED : Change.Kind.NONE);
        setText(changed ? "•" : "");
    }

    /// The key of its name.
    public static String text(Change.Kind kind) {
        return switch (kind) {
            case NONE -> "change.none";
            case ADDED -> "change.added";
            case MODIFIED -> "change.modified";
            case DELETED -> "change.deleted";
            case RENAMED -> "change.renamed";
            case CONFLICT -> "change.conflict";
        };
    }
}
