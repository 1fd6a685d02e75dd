package app.driftless.desktop.plan;

import app.driftless.core.diff.IgnoreUse;
import app.driftless.core.plan.SyncPlan;
import app.driftless.desktop.fx.Overlay;
import app.driftless.desktop.i18n.Words;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The ignore rules that count for a plan, each with what it leaves alone; one that hits nothing says so.
public final class RulesPane extends VBox {
    private static final double MOST = 360;

    private RulesPane(SyncPlan plan, Overlay overlay, Words words) {
        getStyleClass().add("dialog-card");
        setMaxSize(640, USE_PREF_SIZE);
        setPrefWidth(640);
        var title = new Label(words.text("ignore.uses.title", plan.environment(), plan.cluster()));
        title.getStyleClass().add("title");
        title.setWrapText(true);
        var rows = new VBox(8);
        rows.getChildren()
                .setAll(plan.ignoreUses().stream().map(u -> row(u, words)).toList());
        var scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(MOST);
        scroll.getStyleClass().add("consent-boxes");
        scroll.setAccessibleText(title.getText());
        var close = new Button(words.text("dialog.close"));
        close.setCancelButton(true);
        close.setDefaultButton(true);
        close.setOnAction(_ -> overlay.close());
        var buttons = new HBox(close);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().addAll(title, scroll, buttons);
    }

    public static void show(SyncPlan plan, Overlay overlay, Words words) {
        overlay.show(new RulesPane(plan, overlay, words), () -> {});
    }

    private static Node row(IgnoreUse use, Words words) {
        var rule = new Label(use.rule().text());
        rule.getStyleClass().add("code");
        rule.setMinWidth(0);
        HBox.setHgrow(rule, Priority.ALWAYS);
        rule.setMaxWidth(Double.MAX_VALUE);
        var hits = new Label(words.text("ignore.uses.line", use.differences(), use.objects()));
        hits.getStyleClass().addAll(use.differences() == 0 ? "muted" : "medium");
        hits.setMinWidth(Region.USE_PREF_SIZE);
        var first = new HBox(10, rule, hits);
        first.setAlignment(Pos.CENTER_LEFT);
        var reason = new Label(use.rule().reason().map(r -> r + "  ").orElse("")
                + words.text("ignore.uses.place", use.rule().line()));
        reason.getStyleClass().addAll("muted", "small");
        return new VBox(2, first, reason);
    }
}
