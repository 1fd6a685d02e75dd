package app.driftless.desktop.sync;

import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.sync.ObjectResult;
import app.driftless.desktop.i18n.HealthText;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.ProblemPane;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.StateGlyph;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The chosen result in full: when, the problem if there is one, and why the object is not well.
final class ResultDetail extends VBox {
    private final SyncViewModel model;
    private final Surroundings around;
    private final Words words;

    ResultDetail(SyncViewModel model, Surroundings around) {
        this.model = model;
        this.around = around;
        words = around.words();
        getStyleClass().add("result-detail");
        show(Optional.empty());
    }

    void show(Optional<ObjectResult> result) {
        setVisible(result.isPresent());
        setManaged(result.isPresent());
        getChildren().clear();
        result.ifPresent(this::fill);
    }

    private void fill(ObjectResult result) {
        getChildren().add(head(result));
        result.problem().ifPresent(p -> getChildren().add(new ProblemPane(p, words)));
        result.health()
                .flatMap(h -> HealthText.why(h, words).map(why -> {
                    var line = new Label(HealthText.status(h, words) + words.text("tree.unwell") + why);
                    line.setGraphic(new StateGlyph(Mark.of(h.status())));
                    line.setWrapText(true);
                    return line;
                }))
                .ifPresent(getChildren()::add);
    }

    private HBox head(ObjectResult result) {
        var name = new Label(name(result.key()));
        name.getStyleClass().add("strong");
        name.setMinWidth(0);
        var what = new Label(words.text(
                "sync.result.at",
                words.text("action.verb." + result.action().name().toLowerCase(Locale.ROOT)),
                words.text("sync.outcome." + result.outcome().name().toLowerCase(Locale.ROOT)),
                around.ages().exact(result.at(), around.now().getValue())));
        what.getStyleClass().addAll("muted", "small");
        what.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var compare = new Hyperlink(words.text("sync.result.compare"));
        compare.setMinWidth(Region.USE_PREF_SIZE);
        compare.setOnAction(_ -> model.compare(result));
        compare.setVisible(model.comparable(result));
        compare.setManaged(compare.isVisible());
        var open = new Hyperlink(words.text("sync.result.show"));
        open.setMinWidth(Region.USE_PREF_SIZE);
        open.setOnAction(
                _ -> model.chosen().get().ifPresent(s -> model.actions().show(s, result.key())));
        var head = new HBox(10, name, what, gap, compare, open);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    /// Without the group, which the line has no room for.
    private static String name(ResourceKey key) {
        String place = key.namespace().isEmpty() ? "" : key.namespace() + "/";
        return key.kind() + " " + place + key.name();
    }
}
