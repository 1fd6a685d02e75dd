package app.driftless.desktop.plan;

import app.driftless.core.diff.Action;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.workspace.Protection;
import app.driftless.desktop.i18n.Words;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What has to be confirmed, and the one button; its label names what, environment and cluster.
final class PlanFooter extends HBox {
    private final PlanViewModel model;
    private final Words words;
    private final HBox lock = new HBox(10);
    private final TextField typed = new TextField();
    private final VBox deletes = new VBox(4);
    private final Label summary = new Label();
    private final Button run = new Button();

    PlanFooter(PlanViewModel model, Words words) {
        this.model = model;
        this.words = words;
        getStyleClass().add("plan-footer");
        setAlignment(Pos.CENTER_LEFT);
        typed.textProperty().bindBidirectional(model.typedNameProperty());
        typed.accessibleTextProperty().bind(words.live("plan.type-name"));
        var locked = new Label();
        locked.textProperty().bind(words.live("protection.locked"));
        locked.getStyleClass().add("tag-inverse");
        var ask = new Label();
        ask.textProperty().bind(words.live("plan.type-name"));
        lock.setAlignment(Pos.CENTER_LEFT);
        lock.getChildren().addAll(locked, ask, typed);
        summary.getStyleClass().addAll("muted", "small");
        var left = new VBox(6, lock, deletes, summary);
        left.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(left, Priority.ALWAYS);
        run.getStyleClass().addAll("accent", "primary");
        run.setMinWidth(Region.USE_PREF_SIZE);
        run.disableProperty().bind(model.readyProperty().not());
        run.setOnAction(_ -> model.run());
        getChildren().addAll(left, run);
    }

    void refresh() {
        boolean locked = model.protection() == Protection.LOCKED;
        lock.setVisible(locked);
        lock.setManaged(locked);
        deletes.getChildren()
                .setAll(model.deletesToConfirm().stream().map(this::box).toList());
        deletes.setManaged(!deletes.getChildren().isEmpty());
        Map<Action, Integer> counts = model.plan().map(p -> p.summary()).orElse(Map.of());
        summary.setText(words.text(
                "plan.summary",
                counts.getOrDefault(Action.CREATE, 0),
                counts.getOrDefault(Action.UPDATE, 0) + counts.getOrDefault(Action.REPLACE, 0),
                counts.getOrDefault(Action.DELETE, 0),
                model.chosenProperty().get().map(PlanEntry::cluster).orElse("")));
        int unpushed = model.actions().unpushed().size();
        String target = model.chosenProperty().get().map(PlanEntry::id).orElse("");
        run.setText(unpushed > 0 ? words.text("plan.run.push", unpushed, target) : words.text("plan.run.sync", target));
    }

    private CheckBox box(ResourceKey key) {
        var box = new CheckBox(words.text("plan.confirm-delete", key.toString()));
        box.setSelected(model.confirmed(key));
        box.selectedProperty().subscribe(yes -> model.confirm(key, yes));
        return box;
    }
}
