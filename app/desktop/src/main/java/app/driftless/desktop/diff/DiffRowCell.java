package app.driftless.desktop.diff;

import app.driftless.core.diff.DiffRow;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Icons;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.octicons.Octicons;

/// A row: number, left side, symbol, number, right side, and what the look puts at the end. A line of one side only
/// has a hatched filler opposite.
final class DiffRowCell extends ListCell<DiffRow> {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final double NUMBER = 34;
    private static final double TIP = 520;

    private final DiffRows model;
    private final Words words;
    private final RowLook look;
    private final GridPane line = new GridPane();
    private final HBox fold = new HBox(8);
    private final Label foldCount = new Label();
    private final Label foldPaths = new Label();
    private final Label leftNumber = number("left");
    private final Label rightNumber = number("right");
    private final CodeLine left = new CodeLine();
    private final CodeLine right = new CodeLine();
    private final Tooltip tip = new Tooltip();

    DiffRowCell(DiffRows model, Words words, RowLook look) {
        this.model = model;
        this.words = words;
        this.look = look;
        getStyleClass().add("diff-row");
        // As wide as the list: what does not fit is cut on its own side.
        setPrefWidth(0);
        fold.setMinWidth(0);
        foldPaths.setMinWidth(0);
        foldCount.setMinWidth(Region.USE_PREF_SIZE);
        left.getStyleClass().add("left");
        right.getStyleClass().add("right");
        var middle = new StackPane(look.middle());
        middle.getStyleClass().add("diff-middle");
        line.getColumnConstraints()
                .setAll(List.of(
                        fixed(NUMBER), growing(), fixed(NUMBER), fixed(NUMBER), growing(), fixed(look.endWidth())));
        line.addRow(0, leftNumber, left, middle, rightNumber, right, look.end());
        fold.getStyleClass().add("diff-fold");
        fold.setAlignment(Pos.CENTER_LEFT);
        foldPaths.getStyleClass().add("code");
        fold.getChildren().addAll(Icons.of(Octicons.FOLD_16, 12), foldCount, foldPaths);
        tip.setWrapText(true);
        tip.setMaxWidth(TIP);
        tip.setOnShowing(_ -> tip.setText(getItem() instanceof DiffRow.Line row ? look.tip(row) : ""));
        setOnMouseClicked(_ -> clicked());
        model.chosenProperty().subscribe(_ -> showChosen());
    }

    private void clicked() {
        if (getItem() instanceof DiffRow.Fold folded) {
            model.unfold(folded);
        } else if (getItem() instanceof DiffRow.Line shown) {
            shown.difference().ifPresent(model::choose);
        }
    }

    @Override
    protected void updateItem(@Nullable DiffRow item, boolean empty) {
        super.updateItem(item, empty);
        setText(null);
        switch (item) {
            case DiffRow.Line row when !empty -> showLine(row);
            case DiffRow.Fold folded when !empty -> showFold(folded);
            case null, default -> {
                setGraphic(null);
                setTooltip(null);
                look.clear(this);
            }
        }
        showChosen();
    }

    private void showLine(DiffRow.Line row) {
        look.show(this, row, row.difference().isPresent() && isFirstOf(row));
        side(row.left(), leftNumber, left);
        side(row.right(), rightNumber, right);
        setAccessibleText(look.name(row));
        setTooltip(look.hasTip() && row.difference().isPresent() ? tip : null);
        setGraphic(line);
    }

    /// Whether the difference of a row begins on it: only there it has its symbol.
    private boolean isFirstOf(DiffRow.Line row) {
        int index = getIndex();
        List<DiffRow> rows = getListView().getItems();
        return index == 0
                || index > rows.size()
                || !(rows.get(index - 1) instanceof DiffRow.Line before
                        && before.difference().equals(row.difference()));
    }

    private static void side(Optional<DiffRow.Cell> cell, Label number, CodeLine code) {
        number.setText(cell.map(c -> Integer.toString(c.number())).orElse(""));
        code.getStyleClass().remove("diff-hatch");
        if (cell.isPresent()) {
            code.show(cell.get());
        } else {
            code.clear();
            code.getStyleClass().add("diff-hatch");
        }
    }

    private void showFold(DiffRow.Fold folded) {
        look.clear(this);
        foldCount.setText(words.text("diff.fold", folded.count()));
        foldPaths.setText(String.join(", ", folded.paths()));
        setAccessibleText(words.text("diff.fold", folded.count()));
        setTooltip(null);
        setGraphic(fold);
    }

    private void showChosen() {
        boolean mine = getItem() instanceof DiffRow.Line row
                && row.difference().isPresent()
                && row.difference().equals(model.chosenProperty().get());
        pseudoClassStateChanged(CHOSEN, mine);
    }

    private static Label number(String side) {
        var label = new Label();
        label.getStyleClass().addAll("diff-number", side);
        label.setAlignment(Pos.CENTER_RIGHT);
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    private static ColumnConstraints fixed(double width) {
        return new ColumnConstraints(width, width, width);
    }

    private static ColumnConstraints growing() {
        var constraints = new ColumnConstraints(0, 1, Double.MAX_VALUE);
        constraints.setHgrow(Priority.ALWAYS);
        constraints.setFillWidth(true);
        return constraints;
    }
}
