package app.driftless.desktop.plan;

import app.driftless.desktop.i18n.Words;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What has to be confirmed, and the one button; its label names what, environment and cluster.
final class PlanFooter extends HBox {
    private final PlanViewModel model;
    private final Words words;
    private final ConsentForm form;
    private final Label summary = new Label();
    private final Button run = new Button();

    PlanFooter(PlanViewModel model, Words words) {
        this.model = model;
        this.words = words;
        getStyleClass().add("plan-footer");
        setAlignment(Pos.CENTER_LEFT);
        form = new ConsentForm(model.consent(), words);
        summary.getStyleClass().addAll("muted", "small");
        var left = new VBox(6, form, summary);
        left.setAlignment(Pos.CENTER_LEFT);
        left.setMinWidth(0);
        HBox.setHgrow(left, Priority.ALWAYS);
        run.getStyleClass().addAll("accent", "primary");
        run.setMinWidth(Region.USE_PREF_SIZE);
        run.disableProperty().bind(model.readyProperty().not());
        run.setOnAction(_ -> model.run());
        getChildren().addAll(left, run);
    }

    void refresh() {
        form.refresh();
        form.setManaged(form.getChildren().stream().anyMatch(n -> n.isVisible()));
        summary.setText(model.consent()
                .facts()
                .map(facts -> ConsentTexts.summary(model.consent(), facts, words))
                .orElse(""));
        run.setText(model.consent()
                .facts()
                .map(facts -> ConsentTexts.verb(facts, words))
                .orElse(words.text("plan.run.sync", "")));
    }
}
