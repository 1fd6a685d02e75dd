package app.driftless.desktop.plan;

import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.workspace.Protection;
import app.driftless.desktop.diff.Choices;
import app.driftless.desktop.fx.Overlay;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.DialogCard;
import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.StateGlyph;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The last question before a cluster is written: names environment, cluster, commit and the counts, and what goes.
/// The default is the way back.
public final class ConsentPane {
    private static final double WIDTH = 520;
    private static final int NAMED = 6;
    private final Words words;

    private ConsentPane(Words words) {
        this.words = words;
    }

    private DialogCard card(Consent consent, boolean asks, Overlay overlay, Runnable yes) {
        ConsentFacts facts = consent.facts().orElseThrow();
        var card = new DialogCard(ConsentTexts.title(facts, words), WIDTH).with(where(facts));
        card.getStyleClass().add("consent-pane");
        String body = ConsentTexts.body(facts, words);
        if (!body.isEmpty()) {
            card.with(DialogCard.note(body));
        }
        card.with(counts(consent, facts));
        if (facts.extent() instanceof Extent.OneObject && !facts.held().isEmpty()) {
            card.with(DialogCard.note(words.text("consent.object.held")));
        }
        gone(facts.deletes(), "consent.deletes").ifPresent(card::with);
        gone(facts.replaceable().stream().filter(consent::ticked).toList(), "consent.replaces")
                .ifPresent(card::with);
        if (asks) {
            card.with(new ConsentForm(consent, words));
        }
        var go = new Button(ConsentTexts.action(consent, facts, words));
        if (asks) {
            go.disableProperty().bind(consent.metProperty().not());
        }
        return card.asking(overlay, words, go, yes);
    }

    /// Asks for the whole of a plan, everything else having been said; where nothing protects the environment and
    /// nothing goes, there is nothing to ask.
    ///
    /// @param yes is given what is shown, also if the clusters were compared again before the answer
    public static void ask(Consent consent, Overlay overlay, Words words, Consumer<Consent.Given> yes) {
        Consent.Given given = consent.given();
        ConsentFacts facts = consent.facts().orElseThrow();
        boolean harmless =
                facts.protection() == Protection.OPEN && facts.deletes().isEmpty() && consent.replaced() == 0;
        if (harmless) {
            yes.accept(given);
        } else {
            overlay.show(new ConsentPane(words).card(consent, false, overlay, () -> yes.accept(given)), () -> {});
        }
    }

    /// Asks for a part of a plan, with all that has to be said for it.
    ///
    /// @param yes is given what was allowed
    public static void askPart(
            PlanEntry entry,
            Extent extent,
            Choices choices,
            Overlay overlay,
            Words words,
            Consumer<Consent.Given> yes) {
        var consent = new Consent(choices);
        consent.ask(entry.plan().latest().map(plan -> ConsentFacts.of(entry, plan.value(), extent, 0, choices)));
        overlay.show(new ConsentPane(words).card(consent, true, overlay, () -> yes.accept(consent.given())), () -> {});
    }

    private GridPane where(ConsentFacts facts) {
        var grid = new GridPane();
        grid.getStyleClass().add("consent-where");
        grid.getColumnConstraints().setAll(new ColumnConstraints(96), grow());
        var cluster = new Label(facts.plan().cluster());
        cluster.getStyleClass().add("strong");
        var tag = new Label(words.text("protection." + facts.protection().name().toLowerCase(Locale.ROOT)));
        tag.getStyleClass().add(facts.protection() == Protection.LOCKED ? "tag-inverse" : "tag");
        var both = new HBox(8, cluster, tag);
        both.setAlignment(Pos.CENTER_LEFT);
        row(grid, 0, "plan.column.cluster", both);
        row(grid, 1, "plan.column.environment", new Label(facts.plan().environment()));
        var commit = new Label(facts.plan()
                .commit()
                .map(c -> c.shortId() + "  " + c.subject())
                .orElse(words.text("plan.files-on-disk")));
        commit.setMinWidth(0);
        row(grid, 2, "consent.commit", commit);
        return grid;
    }

    private static ColumnConstraints grow() {
        var column = new ColumnConstraints();
        column.setHgrow(Priority.ALWAYS);
        return column;
    }

    private void row(GridPane grid, int at, String key, Node value) {
        var name = new Label(words.text(key));
        name.getStyleClass().add("muted");
        grid.addRow(at, name, value);
    }

    private HBox counts(Consent consent, ConsentFacts facts) {
        long held = facts.held().size() + facts.replaceable().size() - consent.replaced();
        var box = new HBox(16);
        box.getStyleClass().add("consent-counts");
        box.getChildren()
                .setAll(Stream.of(
                                count(Mark.CREATE, "consent.count.create", facts.creates()),
                                count(Mark.CHANGE, "consent.count.change", facts.changes()),
                                count(Mark.WARNING, "consent.count.replace", consent.replaced()),
                                count(
                                        Mark.DELETE,
                                        "consent.count.delete",
                                        facts.deletes().size()),
                                count(Mark.DRIFT, "consent.count.held", held))
                        .toList());
        return box;
    }

    private Label count(Mark mark, String key, long count) {
        var label = new Label(words.text(key, count), new StateGlyph(mark));
        label.getStyleClass().add(count == 0 ? "subtle" : "medium");
        label.getGraphic().setOpacity(count == 0 ? 0.5 : 1);
        return label;
    }

    private Optional<Node> gone(List<ResourceKey> keys, String title) {
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        var box = new VBox(2);
        box.getStyleClass().add("consent-gone");
        var head = new Label(words.text(title, keys.size()));
        head.getStyleClass().add("strong");
        head.setWrapText(true);
        box.getChildren().add(head);
        keys.stream().limit(NAMED).map(k -> new Label(k.toString())).forEach(box.getChildren()::add);
        if (keys.size() > NAMED) {
            box.getChildren().add(DialogCard.note(words.text("plan.more-risks", keys.size() - NAMED)));
        }
        return Optional.of(box);
    }
}
