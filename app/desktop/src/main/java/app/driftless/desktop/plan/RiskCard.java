package app.driftless.desktop.plan;

import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.StateGlyph;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What to look at before saying yes, one line each.
final class RiskCard extends VBox {
    private static final int MOST = 5;
    private final PlanViewModel model;
    private final Words words;

    RiskCard(PlanViewModel model, Words words) {
        this.model = model;
        this.words = words;
        getStyleClass().add("risk-card");
    }

    void refresh() {
        List<Risk> risks = model.plan().map(SyncPlan::risks).orElse(List.of());
        setVisible(!risks.isEmpty());
        setManaged(!risks.isEmpty());
        getChildren().setAll(risks.stream().limit(MOST).map(this::row).toList());
        if (risks.size() > MOST) {
            var more = new Label(words.text("plan.more-risks", risks.size() - MOST));
            more.getStyleClass().addAll("muted", "risk-row");
            getChildren().add(more);
        }
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
        HBox.setHgrow(reason, Priority.ALWAYS);
        reason.setMaxWidth(Double.MAX_VALUE);
        var row = new HBox(10, new StateGlyph(mark(risk.kind())), verb, object, reason, next(risk));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("risk-row");
        return row;
    }

    /// A loosening has no object to show: it waits for a consent.
    private Hyperlink next(Risk risk) {
        boolean loosens = risk.kind() == Risk.Kind.LOOSENING;
        var link = new Hyperlink(words.text(loosens ? "plan.consent" : "plan.show"));
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.setOnAction(_ -> {
            if (loosens) {
                model.chosenProperty().get().ifPresent(entry -> model.actions().consent(entry, risk));
            } else {
                model.listed().stream()
                        .filter(c -> c.diff().key().equals(risk.resource()))
                        .findFirst()
                        .ifPresent(c -> model.changeProperty().set(Optional.of(c)));
            }
        });
        return link;
    }

    private static Mark mark(Risk.Kind kind) {
        return switch (kind) {
            case DELETE -> Mark.DELETE;
            case CONFLICT -> Mark.DRIFT;
            case RECREATE, IMMUTABLE, PERMISSION, WEBHOOK, LOOSENING -> Mark.WARNING;
            case REFUSED -> Mark.ERROR;
        };
    }
}
