package app.driftless.desktop.resources;

import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.action.ActionRegistry;
import app.driftless.desktop.fx.Cells;
import app.driftless.desktop.fx.FilterField;
import app.driftless.desktop.fx.Roving;
import app.driftless.desktop.i18n.Ages;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.shell.EmptyState;
import app.driftless.desktop.theme.Icons;
import app.driftless.desktop.theme.StateGlyph;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.octicons.Octicons;

/// The panel of the environments: head, filter, chips and the tree as one virtual list of fixed cells.
public final class EnvironmentsPanel extends VBox {
    static final double ROW = 24;

    private final ListView<TreeRow> list = new ListView<>();
    private final ResourcesViewModel model;
    private final FilterField filter;
    private final Words words;

    public EnvironmentsPanel(
            ResourcesViewModel model, ActionRegistry actions, Words words, Ages ages, ObservableValue<Instant> now) {
        this.model = model;
        this.words = words;
        getStyleClass().add("side-panel");
        filter = new FilterField(words.live("tree.filter"), model.textProperty());
        list.setItems(model.rows());
        list.setFixedCellSize(ROW);
        list.getStyleClass().addAll("panel-list", "tree-list");
        list.accessibleTextProperty().bind(words.live(ActionId.SHOW_ENVIRONMENTS.text()));
        list.setCellFactory(Cells.of(() -> new TreeRowView(words, ages, now), TreeRowView::show));
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        list.addEventFilter(KeyEvent.KEY_TYPED, filter::takeOver);
        list.setOnMouseClicked(event -> {
            TreeRow row = list.getSelectionModel().getSelectedItem();
            if (row != null && event.getButton() == MouseButton.PRIMARY) {
                model.activate(row);
            }
        });
        new TreeMenu(list, model, words).install();
        var empty = new EmptyState(words.live("tree.empty"), words.live("tree.empty.detail"));
        empty.visibleProperty().bind(Bindings.isEmpty(model.rows()));
        var stack = new StackPane(list, empty);
        VBox.setVgrow(stack, Priority.ALWAYS);
        getChildren().addAll(head(), filter, chips(), stack);
        // The panel that is shown has the key.
        sceneProperty().subscribe(scene -> {
            if (scene != null) {
                actions.bind(ActionId.FILTER_LIST, filter::focusField);
            }
        });
    }

    private HBox head() {
        var title = new Label();
        title.textProperty().bind(words.live(ActionId.SHOW_ENVIRONMENTS.text()));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        ToggleButton byNamespace = toggle(Octicons.PACKAGE_16, "tree.byNamespace");
        ToggleButton byKind = toggle(Octicons.ROWS_16, "tree.byKind");
        ToggleButton fold = toggle(Octicons.FOLD_16, "tree.foldAll");
        model.byKindProperty().subscribe(kind -> {
            byNamespace.setSelected(!kind);
            byKind.setSelected(kind);
        });
        byNamespace.setOnAction(_ -> choose(false, byNamespace));
        byKind.setOnAction(_ -> choose(true, byKind));
        fold.setOnAction(_ -> {
            fold.setSelected(false);
            model.foldAll();
        });
        var head = new HBox(title, gap, byNamespace, byKind, fold);
        head.getStyleClass().add("panel-head");
        Roving.over(head, Orientation.HORIZONTAL);
        return head;
    }

    private void choose(boolean byKind, ToggleButton button) {
        model.byKindProperty().set(byKind);
        button.setSelected(true);
    }

    private ToggleButton toggle(Ikon icon, String key) {
        var button = new ToggleButton();
        button.setGraphic(Icons.of(icon, 14));
        button.getStyleClass().add("head-toggle");
        button.accessibleTextProperty().bind(words.live(key));
        var tip = new Tooltip();
        tip.textProperty().bind(words.live(key));
        button.setTooltip(tip);
        return button;
    }

    private FlowPane chips() {
        var pane = new FlowPane();
        pane.getStyleClass().add("panel-chips");
        for (StateFilter chip : StateFilter.values()) {
            var button = new ToggleButton();
            button.getStyleClass().add("chip");
            if (chip.mark() != null) {
                var glyph = new StateGlyph(12);
                glyph.show(chip.mark());
                button.setGraphic(glyph);
            }
            ObservableValue<Integer> count =
                    model.counts().map((Map<StateFilter, Integer> c) -> c.getOrDefault(chip, 0));
            button.textProperty()
                    .bind(count.flatMap(n -> chip == StateFilter.ALL
                            ? words.live("tree.chip.allCount", n)
                            : words.live("tree.chip.count", n)));
            button.accessibleTextProperty().bind(count.flatMap(n -> words.live(chip.text(), n)));
            button.visibleProperty().bind(count.map(n -> n > 0 || chip == StateFilter.ALL));
            button.managedProperty().bind(button.visibleProperty());
            model.filterProperty().subscribe(now -> button.setSelected(now == chip));
            button.setOnAction(_ -> {
                model.filterProperty().set(button.isSelected() ? chip : StateFilter.ALL);
                button.setSelected(model.filterProperty().get() == chip);
            });
            pane.getChildren().add(button);
        }
        Roving.over(pane, Orientation.HORIZONTAL);
        return pane;
    }

    private void onKey(KeyEvent event) {
        TreeRow row = list.getSelectionModel().getSelectedItem();
        if (ActionId.SYNC_THIS.key().filter(key -> key.match(event)).isPresent()) {
            ifRow(row, r -> model.syncTargets(r).stream().findFirst().ifPresent(model::syncOnly));
            event.consume();
            return;
        }
        switch (event.getCode()) {
            case ENTER -> ifRow(row, model::activate);
            case RIGHT -> ifRow(row, r -> step(r, false));
            case LEFT -> ifRow(row, r -> step(r, true));
            case ESCAPE -> model.textProperty().set("");
            case BACK_SPACE -> filter.dropLast();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private static void ifRow(@Nullable TreeRow row, Consumer<TreeRow> then) {
        if (row != null) {
            then.accept(row);
        }
    }

    /// Left folds, or goes to the parent; right unfolds, or goes to the first child.
    private void step(TreeRow row, boolean left) {
        int at = list.getSelectionModel().getSelectedIndex();
        boolean open = row.open().orElse(false);
        if (left && open || !left && row.open().isPresent() && !open) {
            model.fold(row, left);
            list.getSelectionModel().select(at);
        } else if (left) {
            model.parent(row).ifPresent(parent -> list.getSelectionModel().select(parent));
        } else if (open) {
            list.getSelectionModel().select(at + 1);
        }
    }
}
