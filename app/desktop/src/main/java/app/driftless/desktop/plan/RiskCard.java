package app.driftless.desktop.plan;

import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.desktop.diff.Choice;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.StateGlyph;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What to look at before saying yes, one line each. A conflict can be decided right here.
final class RiskCard extends VBox {
    private static final double ROW = 31;
    private final PlanViewModel model;
    private final Words words;
    private final VBox rows = new VBox();
    private final ScrollPane scroll = new ScrollPane(rows);
    private int most = 5;
    private List<Row> shown = List.of();

    /// What a row shows: only another one is drawn anew, since a link that is replaced under the pointer loses the
    /// click.
    private record Row(Risk risk, boolean listed, boolean held) {}

    RiskCard(PlanViewModel model, Words words) {
        this.model = model;
        this.words = words;
        getStyleClass().add("risk-card");
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("risk-rows");
        scroll.accessibleTextProperty().bind(words.live("plan.column.risks"));
        getChildren().add(scroll);
    }

    /// How many rows are seen at once.
    void setMost(int rowsAtOnce) {
        if (most != rowsAtOnce) {
            most = rowsAtOnce;
            refresh();
        }
    }

    void refresh() {
        List<Risk> risks = model.plan().map(SyncPlan::risks).orElse(List.of()).stream()
                .filter(this::notRefused)
                .toList();
        setVisible(!risks.isEmpty());
        setManaged(!risks.isEmpty());
        List<Row> now = risks.stream().map(this::about).toList();
        if (!now.equals(shown)) {
            shown = now;
            rows.getChildren().setAll(risks.stream().map(this::row).toList());
        }
        scroll.setPrefHeight(ROW * Math.min(most, risks.size()) + 2);
        scroll.setMinHeight(scroll.getPrefHeight());
    }

    private Row about(Risk risk) {
        Optional<PlannedChange> change = model.find(risk.resource());
        return new Row(risk, change.isPresent(), change.filter(model::holds).isPresent());
    }

    /// What would be refused stands in a card of its own.
    private boolean notRefused(Risk risk) {
        return model.consent()
                .facts()
                .filter(f -> f.refused().stream().anyMatch(c -> c.diff().key().equals(risk.resource())))
                .isEmpty();
    }

    private Node row(Risk risk) {
        var verb = new Label(words.text("risk." + risk.kind().name().toLowerCase(Locale.ROOT)));
        verb.getStyleClass().add("strong");
        verb.setMinWidth(Region.USE_PREF_SIZE);
        var object = new Label(risk.resource().toString());
        object.getStyleClass().add("medium");
        object.setMinWidth(Region.USE_PREF_SIZE);
        var reason = new Label(words.text(risk.reason()));
        reason.getStyleClass().add("muted");
        reason.setMinWidth(0);
        reason.setTooltip(new Tooltip(reason.getText()));
        HBox.setHgrow(reason, Priority.ALWAYS);
        reason.setMaxWidth(Double.MAX_VALUE);
        var row = new HBox(10, new StateGlyph(mark(risk.kind())), verb, object, reason);
        row.getChildren().addAll(next(risk));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("risk-row");
        return row;
    }

    /// What can be done about it here. A loosening has no object to show: it waits for a consent.
    private List<Node> next(Risk risk) {
        var links = new ArrayList<Node>();
        if (risk.kind() == Risk.Kind.LOOSENING) {
            links.add(link(
                    "plan.consent", risk, () -> model.chosenProperty().get().ifPresent(entry -> model.actions()
                            .consent(entry, risk))));
            return links;
        }
        if (risk.kind() == Risk.Kind.CONFLICT) {
            model.find(risk.resource()).ifPresent(change -> links.addAll(choices(risk, change)));
        }
        links.add(link("plan.show", risk, () -> model.look(risk.resource())));
        return links;
    }

    private List<Node> choices(Risk risk, PlannedChange change) {
        if (model.holds(change)) {
            return List.of(
                    link("diff.choice.take-over", risk, () -> model.decide(change, Choice.TAKE_OVER)),
                    link("diff.choice.leave", risk, () -> model.decide(change, Choice.LEAVE)));
        }
        var decided = new Label(words.text("plan.decided"));
        decided.getStyleClass().add("tag");
        decided.setMinWidth(USE_PREF_SIZE);
        var links = new ArrayList<Node>(List.of(decided));
        if (!model.decisions(change).isEmpty()) {
            links.add(link("diff.deed.remember", risk, () -> model.remember(change)));
        }
        links.add(link("diff.choice.later", risk, () -> model.decide(change, Choice.LATER)));
        return links;
    }

    private Hyperlink link(String key, Risk risk, Runnable action) {
        ResourceKey object = risk.resource();
        var link = new Hyperlink(words.text(key));
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.setAccessibleText(words.text(key) + ", " + object);
        link.setOnAction(_ -> action.run());
        return link;
    }

    private static Mark mark(Risk.Kind kind) {
        return switch (kind) {
            case DELETE -> Mark.DELETE;
            case CONFLICT -> Mark.DRIFT;
            case RECREATE, IMMUTABLE, PERMISSION, WEBHOOK, LOOSENING, ORDER, REFERENCE -> Mark.WARNING;
            case REFUSED -> Mark.ERROR;
        };
    }
}
