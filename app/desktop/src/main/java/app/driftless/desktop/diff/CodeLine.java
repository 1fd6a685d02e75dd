package app.driftless.desktop.diff;

import app.driftless.core.diff.DiffRow;
import app.driftless.desktop.editor.YamlLexer;
import app.driftless.desktop.editor.YamlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/// One side of a row: a line of YAML in colours, with the words that differ marked. Text that does not fit is cut at
/// the edge.
final class CodeLine extends HBox {
    private static final int LONGEST = 2_000;

    CodeLine() {
        getStyleClass().add("diff-code");
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
        setPrefWidth(1);
        var clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
    }

    void show(DiffRow.Cell cell) {
        String text = cell.text().length() > LONGEST ? cell.text().substring(0, LONGEST) + "…" : cell.text();
        List<YamlToken> tokens = YamlLexer.line(text, YamlLexer.START).tokens();
        var cuts = new TreeSet<>(List.of(0, text.length()));
        tokens.forEach(t -> cuts.addAll(List.of(t.start(), t.end())));
        cell.marks()
                .forEach(m ->
                        cuts.addAll(List.of(Math.min(m.start(), text.length()), Math.min(m.end(), text.length()))));
        var parts = new ArrayList<Node>();
        int from = 0;
        for (int to : cuts) {
            if (to > from) {
                parts.add(part(text, from, to, tokens, cell.marks()));
                from = to;
            }
        }
        getChildren().setAll(parts);
    }

    void clear() {
        getChildren().clear();
    }

    private static Label part(String text, int from, int to, List<YamlToken> tokens, List<DiffRow.Range> marks) {
        var label = new Label(text.substring(from, to));
        label.setMinWidth(Region.USE_PREF_SIZE);
        boolean marked = marks.stream().anyMatch(m -> m.start() <= from && from < m.end());
        if (marked) {
            label.getStyleClass().add("word");
        } else {
            tokens.stream()
                    .filter(t -> t.start() <= from && from < t.end())
                    .findFirst()
                    .ifPresent(t -> label.getStyleClass().add(t.kind().styleClass()));
        }
        return label;
    }
}
