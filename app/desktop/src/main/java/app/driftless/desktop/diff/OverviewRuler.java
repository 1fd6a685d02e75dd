package app.driftless.desktop.diff;

import app.driftless.core.diff.DiffRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// Where the differences are over the whole height; a click goes there.
final class OverviewRuler extends Pane {
    private static final double WIDTH = 12;
    private final DiffRows model;
    private final BiConsumer<Node, DiffRow.Line> tint;
    private final ListView<DiffRow> list;

    OverviewRuler(DiffRows model, ListView<DiffRow> list, BiConsumer<Node, DiffRow.Line> tint) {
        this.tint = tint;
        this.model = model;
        this.list = list;
        getStyleClass().add("diff-ruler");
        setMinWidth(WIDTH);
        setPrefWidth(WIDTH);
        setFocusTraversable(false);
        model.rowsProperty().subscribe(_ -> rebuild());
        setOnMouseClicked(event -> list.scrollTo(
                (int) (event.getY() / getHeight() * list.getItems().size())));
    }

    private void rebuild() {
        var marks = new ArrayList<Node>();
        List<DiffRow> rows = model.rowsProperty().get();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) instanceof DiffRow.Line row && row.difference().isPresent()) {
                var mark = new Region();
                mark.getStyleClass().add("diff-ruler-mark");
                tint.accept(mark, row);
                mark.setUserData((double) i / rows.size());
                marks.add(mark);
            }
        }
        getChildren().setAll(marks);
    }

    @Override
    protected void layoutChildren() {
        double used = Math.min(getHeight(), list.getItems().size() * 20.0);
        for (Node mark : getChildren()) {
            mark.resizeRelocate(3, (double) mark.getUserData() * used + 6, 6, 8);
        }
    }
}
