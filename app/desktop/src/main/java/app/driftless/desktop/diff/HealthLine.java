package app.driftless.desktop.diff;

import app.driftless.core.health.Health;
import app.driftless.desktop.i18n.HealthText;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.StateGlyph;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/// One line that says why the live object is not well; gone while it is.
final class HealthLine extends HBox {
    private final Words words;
    private final StateGlyph glyph = new StateGlyph();
    private final Label status = new Label();
    private final Label reason = new Label();
    private final Tooltip whole = new Tooltip();

    HealthLine(Words words) {
        super(8);
        this.words = words;
        getStyleClass().add("health-line");
        setAlignment(Pos.CENTER_LEFT);
        status.getStyleClass().add("strong");
        status.setMinWidth(USE_PREF_SIZE);
        reason.setMinWidth(0);
        reason.setTooltip(whole);
        getChildren().addAll(glyph, status, reason);
        show(Optional.empty());
    }

    void show(Optional<Health> health) {
        Optional<String> why = health.flatMap(h -> HealthText.why(h, words));
        setVisible(why.isPresent());
        setManaged(why.isPresent());
        glyph.show(health.map(h -> Mark.of(h.status())).orElse(null));
        status.setText(health.map(h -> HealthText.status(h, words)).orElse(""));
        reason.setText(why.orElse(""));
        whole.setText(why.orElse(""));
    }
}
