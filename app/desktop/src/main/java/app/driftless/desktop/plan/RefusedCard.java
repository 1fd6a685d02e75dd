package app.driftless.desktop.plan;

import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlannedChange;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.StateGlyph;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What the cluster would refuse, found before the first write; it can be left out, explicitly.
final class RefusedCard extends VBox {
    private static final double ROW = 30;
    private final PlanViewModel model;
    private final Words words;
    private final Label title = new Label();
    private final VBox rows = new VBox();
    private final ScrollPane scroll = new ScrollPane(rows);
    private final CheckBox without = new CheckBox();
    private int most = 4;

    RefusedCard(PlanViewModel model, Words words) {
        this.model = model;
        this.words = words;
        getStyleClass().add("refused-card");
        title.getStyleClass().add("strong");
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("refused-rows");
        scroll.accessibleTextProperty().bind(title.textProperty());
        without.selectedProperty().bindBidirectional(model.consent().withoutRefusedProperty());
        getChildren().addAll(title, scroll, without);
    }

    /// How many rows are seen at once.
    void setMost(int rowsAtOnce) {
        if (most != rowsAtOnce) {
            most = rowsAtOnce;
            refresh();
        }
    }

    void refresh() {
        Optional<ConsentFacts> facts = model.consent().facts();
        List<PlannedChange> refused = facts.map(ConsentFacts::refused).orElse(List.of());
        setVisible(!refused.isEmpty());
        setManaged(isVisible());
        title.setText(words.text(
                "plan.refused",
                refused.size(),
                facts.map(f -> f.plan().cluster()).orElse("")));
        rows.getChildren().setAll(refused.stream().map(this::row).toList());
        scroll.setPrefHeight(ROW * Math.min(most, refused.size()) + 2);
        scroll.setMinHeight(scroll.getPrefHeight());
        without.setText(words.text("plan.without", refused.size()));
    }

    private Node row(PlannedChange change) {
        ResourceKey key = change.diff().key();
        var name = new Label(key.toString());
        name.getStyleClass().add("medium");
        name.setMinWidth(USE_PREF_SIZE);
        String why = change.diff()
                .problem()
                .map(p -> words.engine().text(p))
                .map(text -> text.why() + "  " + text.code())
                .orElse("");
        var lead = new HBox(8, new StateGlyph(Mark.ERROR), name);
        lead.setAlignment(Pos.CENTER_LEFT);
        lead.setMinWidth(USE_PREF_SIZE);
        return row(lead, why, key);
    }

    private Node row(Node lead, String why, ResourceKey key) {
        var reason = new Label(why);
        reason.getStyleClass().add("muted");
        reason.setMinWidth(0);
        reason.setMaxWidth(Double.MAX_VALUE);
        reason.setTooltip(new Tooltip(why));
        HBox.setHgrow(reason, Priority.ALWAYS);
        var show = new Hyperlink(words.text("plan.show"));
        show.setMinWidth(USE_PREF_SIZE);
        show.setAccessibleText(words.text("plan.show") + ", " + key);
        show.setOnAction(_ -> model.look(key));
        var row = new HBox(10, lead, reason, show);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMinHeight(ROW);
        return row;
    }
}
