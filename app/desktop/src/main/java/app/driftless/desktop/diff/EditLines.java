package app.driftless.desktop.diff;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The lines that an edit changes, each with its sign, below the name of their file.
final class EditLines extends VBox {
    private static final double LINE = 20;
    private static final int MOST = 12;
    private final VBox lines = new VBox();
    private final Label path = new Label();
    private final ScrollPane scroll = new ScrollPane(lines);

    /// @param name what a screen reader calls the lines
    EditLines(String name) {
        super(4);
        path.getStyleClass().addAll("code", "muted");
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edit-lines");
        scroll.setAccessibleText(name);
        lines.getStyleClass().add("edit-lines-content");
        getChildren().addAll(path, scroll);
    }

    void show(EditPreview edit) {
        path.setText(edit.path());
        List<LineChanges.Line> changes = LineChanges.of(edit.before(), edit.after());
        lines.getChildren().setAll(changes.stream().map(EditLines::row).toList());
        scroll.setPrefHeight(LINE * Math.min(MOST, Math.max(1, changes.size())) + 4);
        scroll.setMinHeight(scroll.getPrefHeight());
    }

    void clear() {
        path.setText("");
        lines.getChildren().clear();
    }

    private static Node row(LineChanges.Line line) {
        var number = new Label(line.number() == 0 ? "" : Integer.toString(line.number()));
        number.getStyleClass().add("diff-number");
        number.setMinWidth(34);
        number.setAlignment(Pos.CENTER_RIGHT);
        var sign = new Label(
                switch (line.kind()) {
                    case ADDED -> "+";
                    case REMOVED -> "−";
                    case SAME -> "";
                    case GAP -> "⋯";
                });
        sign.getStyleClass().addAll("diff-sign", line.kind().name().toLowerCase(Locale.ROOT));
        sign.setMinWidth(14);
        var text = new Label(line.text());
        text.getStyleClass().add("code");
        text.setMinWidth(Region.USE_PREF_SIZE);
        var row = new HBox(6, number, sign, text);
        row.getStyleClass().addAll("edit-line", line.kind().name().toLowerCase(Locale.ROOT));
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMinHeight(LINE);
        row.setMaxHeight(LINE);
        return row;
    }
}
