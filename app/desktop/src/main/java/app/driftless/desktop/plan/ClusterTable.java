package app.driftless.desktop.plan;

import app.driftless.core.diff.Action;
import app.driftless.core.flow.Loadable;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.workspace.Protection;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.StateGlyph;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One row for each environment and cluster: creates, changes, deletes, risks, protection, how it is synced.
final class ClusterTable extends VBox {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final double[] WIDTHS = {190, 150, 90, 90, 90, 80, 110, 100, 260};
    private final PlanViewModel model;
    private final Words words;

    ClusterTable(PlanViewModel model, Words words) {
        this.model = model;
        this.words = words;
        getStyleClass().add("plan-table");
    }

    void refresh() {
        getChildren().setAll(header());
        for (PlanEntry entry : model.entries().getValue()) {
            getChildren().add(row(entry));
        }
    }

    private Node header() {
        GridPane grid = grid();
        List<String> keys =
                List.of("environment", "cluster", "create", "change", "delete", "risks", "protection", "sync", "seen");
        for (int i = 0; i < keys.size(); i++) {
            var label = new Label(words.text("plan.column." + keys.get(i)));
            label.getStyleClass().addAll("caption", "muted");
            grid.add(label, i, 0);
        }
        grid.getStyleClass().add("plan-table-head");
        return grid;
    }

    private Node row(PlanEntry entry) {
        GridPane grid = grid();
        Optional<SyncPlan> plan = entry.plan().latest().map(Loadable.Ready::value);
        Map<Action, Integer> counts = plan.map(SyncPlan::summary).orElse(Map.of());
        var name = new Label(entry.environment().name());
        name.getStyleClass().add("strong");
        grid.add(name, 0, 0);
        grid.add(new Label(entry.cluster()), 1, 0);
        grid.add(count(Mark.CREATE, counts.get(Action.CREATE)), 2, 0);
        grid.add(
                count(
                        Mark.CHANGE,
                        plan.map(p -> counts.getOrDefault(Action.UPDATE, 0) + counts.getOrDefault(Action.REPLACE, 0))
                                .orElse(null)),
                3,
                0);
        grid.add(count(Mark.DELETE, counts.get(Action.DELETE)), 4, 0);
        grid.add(count(Mark.WARNING, plan.map(p -> p.risks().size()).orElse(null)), 5, 0);
        grid.add(protection(entry.environment().protection()), 6, 0);
        grid.add(
                new Label(words.text(
                        "tree.mode." + entry.environment().sync().mode().name().toLowerCase(Locale.ROOT))),
                7,
                0);
        grid.add(new Label(words.text(stateKey(entry))), 8, 0);
        var button = new ToggleButton(null, grid);
        button.getStyleClass().add("plan-table-row");
        button.setMaxWidth(Double.MAX_VALUE);
        boolean chosen =
                model.chosenProperty().get().map(e -> e.id().equals(entry.id())).orElse(false);
        button.setSelected(chosen);
        button.pseudoClassStateChanged(SELECTED, chosen);
        button.setAccessibleText(entry.id());
        button.setOnAction(_ -> model.choose(entry));
        return button;
    }

    private static String stateKey(PlanEntry entry) {
        return switch (entry.plan()) {
            case Loadable.Empty<SyncPlan> _ -> "plan.state.not-bound";
            case Loadable.Loading<SyncPlan> _ -> "plan.state.planning";
            case Loadable.Failed<SyncPlan> _ -> "plan.state.failed";
            case Loadable.Ready<SyncPlan> _ -> entry.writable() ? "plan.state.ready" : "plan.state.observing";
        };
    }

    private static Node count(Mark mark, @Nullable Integer count) {
        if (count == null) {
            return new Label("–");
        }
        var label = new Label(Integer.toString(count), count == 0 ? null : new StateGlyph(mark));
        label.getStyleClass().add(count == 0 ? "subtle" : "count-" + mark.css());
        return label;
    }

    private Node protection(Protection protection) {
        var tag = new Label(words.text("protection." + protection.name().toLowerCase(Locale.ROOT)));
        tag.getStyleClass().add(protection == Protection.LOCKED ? "tag-inverse" : "tag");
        return new HBox(tag);
    }

    private static GridPane grid() {
        var grid = new GridPane();
        for (double width : WIDTHS) {
            grid.getColumnConstraints().add(new ColumnConstraints(40, width, width));
        }
        grid.setAlignment(Pos.CENTER_LEFT);
        return grid;
    }
}
