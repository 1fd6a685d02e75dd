package app.driftless.desktop.diff;

import app.driftless.core.diff.ResourceDiff;
import app.driftless.desktop.i18n.Ages;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.StateGlyph;
import java.time.Instant;
import java.time.InstantSource;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// What the two sides are: for a live diff commit on the left, cluster and age on the right.
final class ColumnHeads extends HBox {
    private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");
    private final Words words;
    private final Ages ages;
    private final InstantSource clock;
    private final Label commit = code();
    private final Label subject = muted();
    private final Label notPushed = new Label();
    private final Label cluster = code();
    private final StateGlyph live = new StateGlyph(Mark.HEALTHY);
    private final Label age = new Label();
    private final Label approximate = new Label();
    private final Label how = muted();
    private final Label setBy = muted();
    private final Label leftName = strong();
    private final Label rightName = strong();

    ColumnHeads(Words words, Ages ages, InstantSource clock) {
        this.words = words;
        this.ages = ages;
        this.clock = clock;
        getStyleClass().add("diff-heads");
        setAlignment(Pos.CENTER_LEFT);
        notPushed.getStyleClass().add("tag");
        notPushed.setText(words.text("diff.not-pushed"));
        notPushed.setMinWidth(Region.USE_PREF_SIZE);
        age.getStyleClass().add("diff-age");
        age.setMinWidth(Region.USE_PREF_SIZE);
        subject.setMinWidth(0);
        how.setMinWidth(0);
        approximate.getStyleClass().addAll("tag", "warning-tag");
        approximate.setText(words.text("diff.approximate"));
        approximate.setMinWidth(Region.USE_PREF_SIZE);
        var whole = new Tooltip();
        whole.textProperty().bind(how.textProperty());
        how.setTooltip(whole);
        var left = side(leftName, commit, subject, notPushed);
        var right = side(rightName, cluster, live, age, approximate, how);
        setBy.setMinWidth(ClassLook.SET_BY + 12);
        setBy.setPrefWidth(ClassLook.SET_BY + 12);
        getChildren().addAll(left, right, setBy);
    }

    void show(ShownDiff shown) {
        switch (shown.sides()) {
            case Sides.Wanted wanted -> {
                left("diff.desired", wanted.desired(), wanted.subject().orElse(""));
                right("diff.live", shown.cluster(), wanted.asOf());
            }
            case Sides.Restored restored -> {
                left("diff.before", restored.commit(), "");
                right("diff.live", shown.cluster(), restored.asOf());
            }
            case Sides.Written written -> {
                left("diff.found", "", "");
                right("diff.after", written.commit(), written.at());
            }
        }
        boolean former = shown.sides() instanceof Sides.Written;
        only(notPushed, shown.sides() instanceof Sides.Wanted wanted && !wanted.pushed());
        if (shown.stale()) {
            age.setText(words.text("diff.stale", age.getText()));
        }
        only(live, !former);
        live.show(shown.stale() ? Mark.OFFLINE : Mark.HEALTHY);
        pseudoClassStateChanged(STALE, shown.stale() || former);
        only(approximate, shown.diff().approximate().isPresent());
        how.setText(former ? "" : compared(shown.diff()));
        setBy.setText(words.text(former ? "diff.set-by.before" : "diff.set-by"));
    }

    private void left(String name, String from, String about) {
        leftName.setText(words.text(name));
        commit.setText(from);
        subject.setText(about);
    }

    private void right(String name, String from, Instant at) {
        rightName.setText(words.text(name));
        cluster.setText(from);
        age.setText(ages.ago(at, clock.instant()));
    }

    private static void only(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private String compared(ResourceDiff diff) {
        if (diff.approximate().isEmpty()) {
            return words.text("diff.compared");
        }
        return switch (diff.approximate().get()) {
            case NAMESPACE_IS_NEW, KIND_IS_NEW -> words.text("diff.compared.locally");
            case NOT_ASKED_YET -> words.text("diff.compared.asking");
            case NO_RIGHT_TO_PATCH -> words.text("diff.compared.rights");
            case WEBHOOK_NOT_ASKED ->
                diff.problem()
                        .map(why ->
                                words.text("diff.compared.webhook", why.args().getFirst()))
                        .orElseGet(() -> words.text("diff.compared.locally"));
        };
    }

    private static HBox side(Node... nodes) {
        var box = new HBox(8, nodes);
        box.setAlignment(Pos.CENTER_LEFT);
        box.setMinWidth(0);
        box.setPrefWidth(1);
        box.getStyleClass().add("diff-head");
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private static Label strong() {
        var label = new Label();
        label.getStyleClass().add("strong");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label code() {
        var label = new Label();
        label.getStyleClass().add("code");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label muted() {
        var label = new Label();
        label.getStyleClass().addAll("muted", "small");
        return label;
    }
}
