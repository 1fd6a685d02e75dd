package app.driftless.desktop.sync;

import app.driftless.core.diff.Action;
import app.driftless.core.sync.ObjectResult;
import app.driftless.desktop.fx.RowTip;
import app.driftless.desktop.i18n.HealthText;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Icons;
import app.driftless.desktop.theme.Mark;
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

/// What became of one object.
final class ResultRow extends HBox {
    private static final double TOLD = 72;

    private final StateGlyph outcome = new StateGlyph();
    private final FontIcon icon = Icons.of(Octicons.FILE_16, 14);
    private final Label name = new Label();
    private final Label kind = new Label();
    private final Label namespace = new Label();
    private final StateGlyph action = new StateGlyph();
    private final Label verb = new Label();
    private final Label told = new Label();
    private final StateGlyph healthMark = new StateGlyph(12);
    private final Label health = new Label();
    private final RowTip tip = new RowTip(this);
    private final Words words;

    ResultRow(Words words) {
        super(8);
        this.words = words;
        setAlignment(Pos.CENTER_LEFT);
        name.getStyleClass().add("medium");
        kind.getStyleClass().addAll("small", "subtle");
        namespace.getStyleClass().addAll("small", "muted");
        var object = new HBox(6, icon, name, kind);
        object.setAlignment(Pos.CENTER_LEFT);
        object.setMinWidth(0);
        object.setPrefWidth(230);
        object.setMaxWidth(340);
        HBox.setHgrow(object, Priority.SOMETIMES);
        fix(namespace, 110);
        fix(verb, 76);
        fix(health, 96);
        HBox.setHgrow(told, Priority.ALWAYS);
        told.setMaxWidth(Double.MAX_VALUE);
        told.setMinWidth(TOLD);
        told.setPrefWidth(TOLD * 2);
        getChildren().addAll(outcome, object, namespace, action, verb, told, healthMark, health);
    }

    private static void fix(Region region, double width) {
        region.setMinWidth(width);
        region.setPrefWidth(width);
        region.setMaxWidth(width);
    }

    void show(ObjectResult result) {
        outcome.show(
                switch (result.outcome()) {
                    case APPLIED -> Mark.IN_SYNC;
                    case HELD -> Mark.WARNING;
                    case FAILED -> Mark.DEGRADED;
                    case SKIPPED -> Mark.WAITING;
                    case UNKNOWN -> Mark.UNKNOWN;
                });
        icon.setIconCode(Icons.ofKind(result.key().group(), result.key().kind()));
        name.setText(result.key().name());
        kind.setText(result.key().kind());
        namespace.setText(result.key().namespace());
        action.show(markOf(result.action()));
        verb.setText(words.text("action.verb." + result.action().name().toLowerCase(Locale.ROOT)));
        told.setText(result.problem()
                .map(p -> words.engine().text(p).what())
                .or(() -> result.health().flatMap(h -> HealthText.why(h, words)))
                .orElseGet(() -> result.action() == Action.UNCHANGED
                        ? ""
                        : words.text("sync.outcome." + result.outcome().name().toLowerCase(Locale.ROOT))));
        healthMark.show(result.health().map(h -> Mark.of(h.status())).orElse(null));
        health.setText(result.health().map(h -> HealthText.status(h, words)).orElse(""));
        tip.show(Optional.of(result.key() + "\n" + told.getText()));
        setAccessibleText(name.getText() + ", " + kind.getText() + ", " + verb.getText() + ", " + told.getText() + ", "
                + health.getText());
    }

    static Mark markOf(Action action) {
        return switch (action) {
            case CREATE -> Mark.CREATE;
            case UPDATE, REPLACE -> Mark.CHANGE;
            case DELETE -> Mark.DELETE;
            case OWNERSHIP, UNCHANGED -> Mark.IN_SYNC;
            case ERROR -> Mark.ERROR;
        };
    }
}
