package app.driftless.desktop.diff;

import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.DiffRow;
import app.driftless.core.diff.Difference;
import app.driftless.desktop.i18n.Ages;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Icons;
import app.driftless.desktop.theme.StateGlyph;
import java.time.InstantSource;
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

/// A row: number, desired, symbol, number, live, who set it and when. A line of one side only has a hatched filler
/// opposite.
final class DiffRowCell extends ListCell<DiffRow> {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final double NUMBER = 34;
    static final double SET_BY = 164;

    private final DiffViewModel model;
    private final Words words;
    private final Ages ages;
    private final InstantSource clock;
    private final GridPane line = new GridPane();
    private final HBox fold = new HBox(8);
    private final Label foldCount = new Label();
    private final Label foldPaths = new Label();
    private final Label leftNumber = number();
    private final Label rightNumber = number();
    private final CodeLine left = new CodeLine();
    private final CodeLine right = new CodeLine();
    private final StateGlyph symbol = new StateGlyph();
    private final Label manager = new Label();
    private final Label time = new Label();

    DiffRowCell(DiffViewModel model, Words words, Ages ages, InstantSource clock) {
        this.model = model;
        this.words = words;
        this.ages = ages;
        this.clock = clock;
        getStyleClass().add("diff-row");
        // As wide as the list: what does not fit is cut on its own side.
        setPrefWidth(0);
        fold.setMinWidth(0);
        foldPaths.setMinWidth(0);
        foldCount.setMinWidth(Region.USE_PREF_SIZE);
        var setBy = new HBox(manager, spacer(), time);
        setBy.getStyleClass().add("diff-set-by");
        setBy.setAlignment(Pos.CENTER_LEFT);
        manager.setMinWidth(0);
        time.setMinWidth(Region.USE_PREF_SIZE);
        var middle = new StackPane(symbol);
        middle.getStyleClass().add("diff-middle");
        line.getColumnConstraints()
                .setAll(List.of(fixed(NUMBER), growing(), fixed(NUMBER), fixed(NUMBER), growing(), fixed(SET_BY)));
        line.addRow(0, leftNumber, left, middle, rightNumber, right, setBy);
        fold.getStyleClass().add("diff-fold");
        fold.setAlignment(Pos.CENTER_LEFT);
        foldPaths.getStyleClass().add("code");
        fold.getChildren().addAll(Icons.of(Octicons.FOLD_16, 12), foldCount, foldPaths);
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
                ClassMarks.apply(this, null);
            }
        }
        showChosen();
    }

    private void showLine(DiffRow.Line row) {
        Optional<Difference> difference = row.difference().flatMap(i -> model.shownProperty()
                .get()
                .map(s -> s.diff().differences().get(i)));
        DiffClass kind = difference.map(Difference::kind).orElse(null);
        ClassMarks.apply(this, kind);
        side(row.left(), leftNumber, left);
        side(row.right(), rightNumber, right);
        boolean first = difference.isPresent() && isFirstOf(row);
        symbol.show(kind == null || !first ? null : ClassMarks.mark(kind));
        manager.setText(first ? difference.flatMap(Difference::manager).orElse("") : "");
        time.setText(
                first
                        ? difference
                                .flatMap(Difference::time)
                                .map(t -> ages.at(t, clock.instant()))
                                .orElse("")
                        : "");
        setAccessibleText(accessible(row, kind));
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
        ClassMarks.apply(this, null);
        foldCount.setText(words.text("diff.fold", folded.count()));
        foldPaths.setText(String.join(", ", folded.paths()));
        setAccessibleText(words.text("diff.fold", folded.count()));
        setTooltip(null);
        setGraphic(fold);
    }

    private String accessible(DiffRow.Line row, @Nullable DiffClass kind) {
        String desired = row.left().map(c -> c.text().strip()).orElse(words.text("diff.absent"));
        String live = row.right().map(c -> c.text().strip()).orElse(words.text("diff.absent"));
        return kind == null
                ? desired
                : words.text("diff.row", words.text("diff.class." + ClassMarks.name(kind)), desired, live);
    }

    private void showChosen() {
        boolean mine = getItem() instanceof DiffRow.Line row
                && row.difference().isPresent()
                && row.difference().equals(model.chosenProperty().get());
        pseudoClassStateChanged(CHOSEN, mine);
        if (mine && !manager.getText().isEmpty()) {
            setTooltip(new Tooltip(manager.getText() + " " + time.getText()));
        } else {
            setTooltip(null);
        }
    }

    private static Label number() {
        var label = new Label();
        label.getStyleClass().add("diff-number");
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

    private static Region spacer() {
        var region = new Region();
        HBox.setHgrow(region, Priority.ALWAYS);
        return region;
    }
}
