package app.driftless.desktop.plan;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.IgnoreUse;
import app.driftless.core.diff.TakeOverRules;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.plan.SyncPlan;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.fx.Cells;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Icons;
import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.StateGlyph;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The objects that would change, risks first; the unchanged are counted below.
final class ChangeList extends BorderPane {
    private final PlanViewModel model;
    private final Words words;
    private final ListView<PlannedChange> list = new ListView<>();
    private final Label head = new Label();
    private final Label unchanged = new Label();
    private final Hyperlink rules = new Hyperlink();

    ChangeList(PlanViewModel model, Words words) {
        this.model = model;
        this.words = words;
        getStyleClass().add("plan-changes");
        list.getStyleClass().add("edge-to-edge");
        list.setFixedCellSize(28);
        list.setCellFactory(_ -> new ChangeCell());
        list.accessibleTextProperty().bind(words.live("plan.changes"));
        list.setContextMenu(menu());
        list.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (ActionId.SYNC_THIS.key().filter(key -> key.match(event)).isPresent()) {
                syncOnly();
                event.consume();
            }
        });
        list.getSelectionModel().selectedItemProperty().subscribe(item -> {
            if (item != null) {
                model.changeProperty().set(Optional.of(item));
            }
        });
        head.getStyleClass().addAll("strong", "plan-changes-head");
        unchanged.getStyleClass().addAll("muted", "plan-changes-foot");
        setTop(head);
        setCenter(list);
        rules.setOnAction(_ -> model.showRules());
        rules.getStyleClass().add("plan-changes-foot");
        setBottom(new VBox(unchanged, rules));
        model.changeProperty().subscribe(this::select);
    }

    private ContextMenu menu() {
        var only = new MenuItem();
        only.textProperty().bind(words.live("diff.deed.sync-object"));
        only.setOnAction(_ -> syncOnly());
        return new ContextMenu(only);
    }

    private void syncOnly() {
        PlannedChange selected = list.getSelectionModel().getSelectedItem();
        if (selected != null) {
            model.runOnly(selected);
        }
    }

    void refresh() {
        list.refresh();
        head.setText(model.chosenProperty().get().map(PlanEntry::id).orElse(""));
        List<PlannedChange> listed = model.listed();
        if (!listed.equals(list.getItems())) {
            list.getItems().setAll(listed);
        }
        int same = model.plan()
                .map(p -> p.summary().getOrDefault(Action.UNCHANGED, 0))
                .orElse(0);
        unchanged.setText(words.text("plan.unchanged", same));
        unchanged.setVisible(same > 0);
        unchanged.setManaged(same > 0);
        select(model.changeProperty().get());
        String told = model.plan().map(this::rulesOf).orElse("");
        rules.setVisible(!told.isEmpty());
        rules.setManaged(rules.isVisible());
        rules.setText(told);
    }

    /// How many rules there are and what they do; empty without rules.
    private String rulesOf(SyncPlan plan) {
        var parts = new ArrayList<String>();
        List<IgnoreUse> ignoring = plan.ignoreUses();
        if (!ignoring.isEmpty()) {
            parts.add(words.text(
                    "ignore.uses",
                    ignoring.size(),
                    ignoring.stream().mapToInt(IgnoreUse::differences).sum()));
        }
        List<TakeOverRules.Use> taking = plan.takeOverUses();
        if (!taking.isEmpty()) {
            parts.add(words.text(
                    "takeOver.uses",
                    taking.size(),
                    taking.stream().mapToInt(TakeOverRules.Use::differences).sum()));
        }
        return String.join("\n", parts);
    }

    private void select(Optional<PlannedChange> change) {
        change.filter(c -> list.getItems().contains(c))
                .ifPresent(c -> list.getSelectionModel().select(c));
    }

    private static Mark mark(Action action) {
        return switch (action) {
            case CREATE -> Mark.CREATE;
            case UPDATE, REPLACE, OWNERSHIP -> Mark.CHANGE;
            case DELETE -> Mark.DELETE;
            case UNCHANGED -> Mark.IN_SYNC;
            case ERROR -> Mark.ERROR;
        };
    }

    private final class ChangeCell extends ListCell<PlannedChange> {
        private final StateGlyph action = new StateGlyph();
        private final Label icon = new Label();
        private final Label name = new Label();
        private final Label kind = new Label();
        private final Label risk = new Label();
        private final Label namespace = new Label();
        private final HBox row = new HBox(6, action, icon, name, kind, gap(), risk, namespace);

        ChangeCell() {
            // The list never scrolls sideways: rows are cut, not wide.
            setPrefWidth(0);
            row.setAlignment(Pos.CENTER_LEFT);
            kind.getStyleClass().addAll("subtle", "caption");
            namespace.getStyleClass().addAll("muted", "small");
            risk.getStyleClass().add("tag");
            risk.setMinWidth(Region.USE_PREF_SIZE);
            kind.setMinWidth(0);
            namespace.setMinWidth(0);
        }

        @Override
        protected void updateItem(@Nullable PlannedChange item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                return;
            }
            var key = item.diff().key();
            action.show(mark(item.diff().action()));
            icon.setGraphic(Icons.of(Icons.ofKind(key.group(), key.kind()), 14));
            name.setText(key.name());
            name.setMinWidth(Cells.nameWidth(key.name(), 0));
            kind.setText(key.kind());
            namespace.setText(key.namespace());
            Optional<String> tag = tag(item);
            risk.setVisible(tag.isPresent());
            risk.setManaged(tag.isPresent());
            risk.setText(tag.map(words::text).orElse(""));
            setAccessibleText(
                    words.text("plan.action." + item.diff().action().name().toLowerCase(Locale.ROOT), key.toString())
                            + tag.map(t -> ", " + words.text(t)).orElse(""));
            setGraphic(row);
        }

        /// What is special about it; nothing where the symbol says it all.
        private Optional<String> tag(PlannedChange item) {
            if (model.replaceable(item)) {
                return Optional.of("plan.tag.replace");
            }
            if (item.diff().action() == Action.ERROR) {
                return Optional.of("plan.tag.refused");
            }
            if (model.holds(item)) {
                return Optional.of("plan.tag.held");
            }
            if (!item.diff().migrations().isEmpty() || item.diff().action() == Action.OWNERSHIP) {
                return Optional.of("plan.tag.ownership");
            }
            return model.risky(item) && item.diff().action() != Action.DELETE
                    ? Optional.of(item.diff().hasConflict() ? "plan.tag.decided" : "plan.risk")
                    : Optional.empty();
        }

        private static Region gap() {
            var region = new Region();
            HBox.setHgrow(region, Priority.ALWAYS);
            return region;
        }
    }
}
