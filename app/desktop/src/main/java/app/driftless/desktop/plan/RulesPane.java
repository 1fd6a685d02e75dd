package app.driftless.desktop.plan;

import app.driftless.core.diff.IgnoreUse;
import app.driftless.core.plan.SyncPlan;
import app.driftless.desktop.fx.Overlay;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.DialogCard;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The ignore rules that count for a plan, each with what it leaves alone; one that hits nothing says so.
public final class RulesPane {
    private static final double WIDTH = 640;
    private static final double MOST = 360;

    private RulesPane() {}

    public static void show(SyncPlan plan, Overlay overlay, Words words) {
        String title = words.text("ignore.uses.title", plan.environment(), plan.cluster());
        var rows = new VBox();
        rows.getChildren()
                .setAll(plan.ignoreUses().stream().map(u -> row(u, words)).toList());
        var scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(MOST);
        scroll.getStyleClass().add("consent-boxes");
        scroll.setAccessibleText(title);
        overlay.show(new DialogCard(title, WIDTH).with(scroll).telling(overlay, words), () -> {});
    }

    private static Node row(IgnoreUse use, Words words) {
        boolean idle = use.objects() == 0;
        var what = cut(RuleText.of(use.rule(), words));
        what.getStyleClass().add("medium");
        var hits = whole(words.text("ignore.uses.hits", use.differences()));
        hits.getStyleClass().add(use.differences() == 0 ? "muted" : "medium");
        var place = words.text("ignore.uses.place", use.rule().line());
        var why = cut(
                use.rule().reason().map(r -> r + words.text("diff.separator")).orElse("") + place);
        why.getStyleClass().addAll("muted", "small");
        var objects = whole(words.text("ignore.uses.objects", use.objects()));
        objects.getStyleClass().addAll(idle ? "warning-text" : "muted", "small");
        var row = new VBox(2, line(what, hits), line(why, objects));
        row.getStyleClass().add("rule-row");
        return row;
    }

    private static HBox line(Label first, Label second) {
        var line = new HBox(12, first, second);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static Label cut(String text) {
        var label = new Label(text);
        label.setMinWidth(0);
        label.setMaxWidth(Double.MAX_VALUE);
        label.setTooltip(new Tooltip(text));
        HBox.setHgrow(label, Priority.ALWAYS);
        return label;
    }

    private static Label whole(String text) {
        var label = new Label(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }
}
