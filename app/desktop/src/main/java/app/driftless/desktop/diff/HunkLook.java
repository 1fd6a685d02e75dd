package app.driftless.desktop.diff;

import app.driftless.core.diff.DiffRow;
import app.driftless.desktop.i18n.Words;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// A row of a source diff: minus and plus, and beside the first row of a hunk what can be done about it.
final class HunkLook implements RowLook {
    private static final PseudoClass REMOVED = PseudoClass.getPseudoClass("removed");
    private static final PseudoClass ADDED = PseudoClass.getPseudoClass("added");
    static final double WIDTH = 132;

    private final SourceDiffViewModel model;
    private final Words words;
    private final boolean changeable;
    private final Label minus = sign("−", "removed");
    private final Label plus = sign("+", "added");
    private final HBox signs = new HBox(minus, plus);
    private final Button move = new Button();
    private final Button discard = new Button();
    private final HBox end = new HBox(4, discard, move);
    private int hunk;
    private String whole = "";

    /// @param changeable whether hunks of this view can ever be staged
    HunkLook(SourceDiffViewModel model, Words words, boolean changeable) {
        this.model = model;
        this.words = words;
        this.changeable = changeable;
        signs.setAlignment(Pos.CENTER);
        end.getStyleClass().add("diff-set-by");
        end.setAlignment(Pos.CENTER_RIGHT);
        button(move, model::move);
        button(discard, model::discard);
    }

    static void tint(Node node, DiffRow.Line row) {
        boolean differs = row.difference().isPresent();
        node.pseudoClassStateChanged(REMOVED, differs && row.left().isPresent());
        node.pseudoClassStateChanged(ADDED, differs && row.right().isPresent());
    }

    private void button(Button button, IntConsumer action) {
        button.getStyleClass().addAll("flat", "hunk-action");
        // The list has the keys; a stop at each hunk would be in the way.
        button.setFocusTraversable(false);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.accept(hunk));
    }

    @Override
    public Node middle() {
        return signs;
    }

    @Override
    public Node end() {
        return end;
    }

    @Override
    public double endWidth() {
        return changeable ? WIDTH : 0;
    }

    @Override
    public void show(Node cell, DiffRow.Line row, boolean first) {
        tint(cell, row);
        boolean differs = row.difference().isPresent();
        shown(minus, differs && row.left().isPresent());
        shown(plus, differs && row.right().isPresent());
        hunk = row.difference().orElse(-1);
        // What is cut at the edge can be read on hover.
        whole = Stream.of(row.left().map(c -> "− " + c.text()), row.right().map(c -> "+ " + c.text()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n"));
        shown(move, first && (model.canStage() || model.canUnstage()));
        shown(discard, first && model.canStage());
        if (first) {
            String place = Integer.toString(hunk + 1);
            if (model.canUnstage()) {
                text(move, words.text("hunk.unstage"), words.text("hunk.unstage.named", place));
            } else {
                text(move, words.text("hunk.stage"), words.text("hunk.stage.named", place));
            }
            text(discard, words.text("hunk.discard"), words.text("hunk.discard.named", place));
        }
    }

    private static void text(Button button, String text, String name) {
        button.setText(text);
        button.setAccessibleText(name);
    }

    @Override
    public void clear(Node cell) {
        cell.pseudoClassStateChanged(REMOVED, false);
        cell.pseudoClassStateChanged(ADDED, false);
    }

    @Override
    public String name(DiffRow.Line row) {
        String before = row.left().map(c -> c.text().strip()).orElse("");
        String after = row.right().map(c -> c.text().strip()).orElse("");
        if (row.difference().isEmpty()) {
            return after;
        }
        if (row.left().isEmpty()) {
            return words.text("hunk.row.added", after);
        }
        return row.right().isEmpty()
                ? words.text("hunk.row.removed", before)
                : words.text("hunk.row.changed", before, after);
    }

    @Override
    public boolean hasTip() {
        return !whole.isEmpty();
    }

    @Override
    public String tip(DiffRow.Line row) {
        return whole;
    }

    private static void shown(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    private static Label sign(String text, String styleClass) {
        var label = new Label(text);
        label.getStyleClass().addAll("diff-sign", styleClass);
        return label;
    }
}
