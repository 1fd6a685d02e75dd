package app.driftless.desktop.sync;

import app.driftless.core.sync.ObjectResult;
import app.driftless.desktop.fx.Cells;
import app.driftless.desktop.fx.RowTip;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Icons;
import app.driftless.desktop.theme.StateGlyph;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.octicons.Octicons;

/// An object of a former sync in one short line: what was done to it, and what became of that if it failed.
final class WrittenRow extends HBox {
    private final StateGlyph action = new StateGlyph();
    private final FontIcon icon = Icons.of(Octicons.FILE_16, 14);
    private final Label name = new Label();
    private final Label kind = new Label();
    private final Label outcome = new Label();
    private final Label namespace = new Label();
    private final RowTip tip = new RowTip(this);
    private final Words words;

    WrittenRow(Words words) {
        super(6);
        this.words = words;
        setAlignment(Pos.CENTER_LEFT);
        kind.getStyleClass().addAll("subtle", "caption");
        kind.setMinWidth(0);
        namespace.getStyleClass().addAll("muted", "small");
        namespace.setMinWidth(0);
        outcome.getStyleClass().add("tag");
        outcome.setMinWidth(USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(action, icon, name, kind, gap, outcome, namespace);
    }

    void show(ObjectResult result) {
        action.show(ResultRow.markOf(result.action()));
        icon.setIconCode(Icons.ofKind(result.key().group(), result.key().kind()));
        name.setText(result.key().name());
        name.setMinWidth(Cells.nameWidth(result.key().name(), 0));
        kind.setText(result.key().kind());
        namespace.setText(result.key().namespace());
        boolean applied = result.outcome() == ObjectResult.Outcome.APPLIED;
        outcome.setVisible(!applied);
        outcome.setManaged(!applied);
        outcome.setText(
                applied ? "" : words.text("sync.tag." + result.outcome().name().toLowerCase(Locale.ROOT)));
        String verb = words.text("action.verb." + result.action().name().toLowerCase(Locale.ROOT));
        tip.show(Optional.of(result.key() + "\n" + verb));
        setAccessibleText(result.key() + ", " + verb + (applied ? "" : ", " + outcome.getText()));
    }
}
