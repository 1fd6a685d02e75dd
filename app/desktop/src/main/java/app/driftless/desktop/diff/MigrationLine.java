package app.driftless.desktop.diff;

import app.driftless.core.diff.Migration;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.StateGlyph;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/// One line that says which fields an apply takes over from older managers first; gone where it takes none.
final class MigrationLine extends HBox {
    private final Words words;
    private final Label told = new Label();
    private final Tooltip whole = new Tooltip();

    MigrationLine(Words words) {
        super(8, new StateGlyph(Mark.YOURS));
        this.words = words;
        getStyleClass().add("health-line");
        setAlignment(Pos.CENTER_LEFT);
        told.setMinWidth(0);
        told.setTooltip(whole);
        whole.setWrapText(true);
        whole.setMaxWidth(520);
        getChildren().add(told);
        show(List.of());
    }

    void show(List<Migration> migrations) {
        setVisible(!migrations.isEmpty());
        setManaged(isVisible());
        told.setText(migrations.stream()
                .map(m -> words.text("diff.migration", m.fields().size(), m.manager()))
                .collect(Collectors.joining(words.text("diff.separator"))));
        whole.setText(migrations.stream()
                .flatMap(m -> m.fields().stream().map(Object::toString))
                .collect(Collectors.joining("\n")));
    }
}
