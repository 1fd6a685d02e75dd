package app.driftless.desktop.plan;

import app.driftless.core.sync.UndoPlan;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.StateGlyph;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What an undo leaves alone, because somebody wrote it since.
final class LeftCard extends VBox {
    private static final double ROW = 28;
    private final int rows;
    private final ScrollPane scroll;

    LeftCard(List<UndoPlan.Left> left, Words words) {
        getStyleClass().add("left-card");
        setVisible(!left.isEmpty());
        setManaged(isVisible());
        var title = new Label(words.text("undo.left", left.size()));
        title.getStyleClass().add("strong");
        rows = left.size();
        var lines = new VBox();
        lines.getChildren().setAll(left.stream().map(l -> row(l, words)).toList());
        scroll = new ScrollPane(lines);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("refused-rows");
        scroll.setAccessibleText(title.getText());
        getChildren().addAll(title, scroll);
        setMost(rows);
    }

    /// How many rows are seen at once.
    void setMost(int rowsAtOnce) {
        scroll.setPrefHeight(ROW * Math.min(rowsAtOnce, rows) + 2);
        scroll.setMinHeight(scroll.getPrefHeight());
    }

    private static Node row(UndoPlan.Left left, Words words) {
        var name = new Label(left.key().toString());
        name.getStyleClass().add("medium");
        name.setMinWidth(USE_PREF_SIZE);
        var why = new Label(words.text(left.why()));
        why.getStyleClass().add("muted");
        why.setMinWidth(0);
        why.setTooltip(new Tooltip(why.getText()));
        var row = new HBox(10, new StateGlyph(Mark.WAITING), name, why);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMinHeight(ROW);
        return row;
    }
}
