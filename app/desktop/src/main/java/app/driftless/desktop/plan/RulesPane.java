package app.driftless.desktop.plan;

import app.driftless.core.diff.IgnoreUse;
import app.driftless.core.diff.TakeOverRules;
import app.driftless.core.plan.SyncPlan;
import app.driftless.desktop.fx.Overlay;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.DialogCard;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
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

/// The rules that count for a plan, each with what it does; one that hits nothing says so. A rule is taken away where
/// it stands: its line is one click away.
public final class RulesPane {
    private static final double WIDTH = 640;
    private static final double MOST = 360;

    private final Overlay overlay;
    private final Words words;
    private final IntConsumer open;

    private RulesPane(Overlay overlay, Words words, IntConsumer open) {
        this.overlay = overlay;
        this.words = words;
        this.open = open;
    }

    /// @param open shows a line of `.driftless.yaml`
    public static void show(SyncPlan plan, Overlay overlay, Words words, IntConsumer open) {
        overlay.show(new RulesPane(overlay, words, open).card(plan), () -> {});
    }

    private DialogCard card(SyncPlan plan) {
        String title = words.text("rules.title", plan.environment(), plan.cluster());
        var rows = new VBox();
        add(rows, "rules.ignore", plan.ignoreUses().stream().map(this::row).toList());
        add(rows, "rules.takeOver", plan.takeOverUses().stream().map(this::row).toList());
        var scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        // What a scroll pane asks for is right only where no text wraps.
        rows.heightProperty().subscribe(height -> scroll.setPrefHeight(Math.min(MOST, height.doubleValue() + 2)));
        scroll.setMaxHeight(MOST);
        scroll.getStyleClass().add("consent-boxes");
        scroll.setAccessibleText(title);
        return new DialogCard(title, WIDTH)
                .with(scroll, DialogCard.note(words.text("rules.remove")))
                .telling(overlay, words);
    }

    private void add(VBox rows, String heading, List<Node> some) {
        if (!some.isEmpty()) {
            var label = new Label(words.text(heading));
            label.getStyleClass().addAll("group-heading", "rule-heading");
            rows.getChildren().add(label);
            rows.getChildren().addAll(some);
        }
    }

    private Node row(IgnoreUse use) {
        return row(
                RuleText.of(use.rule(), words),
                use.rule().line(),
                use.rule().reason(),
                words.text("ignore.uses.hits", use.differences()),
                use.objects());
    }

    private Node row(TakeOverRules.Use use) {
        return row(
                RuleText.of(use.rule(), words),
                use.rule().line(),
                use.rule().reason(),
                words.text("takeOver.uses.hits", use.differences()),
                use.objects());
    }

    private Node row(String rule, int line, Optional<String> reason, String hits, int objects) {
        var what = cut(rule);
        what.setWrapText(true);
        what.setMinHeight(Region.USE_PREF_SIZE);
        what.getStyleClass().add("medium");
        var did = whole(hits);
        did.getStyleClass().add("muted");
        var matched = whole(words.text("ignore.uses.objects", objects));
        matched.getStyleClass().addAll(objects == 0 ? "warning-text" : "muted", "small");
        var below = new HBox(8);
        below.setAlignment(Pos.CENTER_LEFT);
        if (line > 0) {
            below.getChildren().add(place(line));
        }
        var why = cut(reason.orElse(""));
        why.getStyleClass().addAll("muted", "small");
        below.getChildren().addAll(why, matched);
        var above = new HBox(12, what, did);
        above.setAlignment(Pos.CENTER_LEFT);
        var row = new VBox(2, above, below);
        row.getStyleClass().add("rule-row");
        return row;
    }

    /// Leads to where the rule stands.
    private Hyperlink place(int line) {
        var link = new Hyperlink(words.text("ignore.uses.place", line));
        link.getStyleClass().addAll("small", "rule-place");
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.setOnAction(_ -> {
            overlay.close();
            open.accept(line);
        });
        return link;
    }

    private static Label cut(String text) {
        var label = whole(text);
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
