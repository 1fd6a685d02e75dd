package app.driftless.desktop.diff;

import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.DiffRow;
import app.driftless.core.diff.Difference;
import app.driftless.desktop.i18n.Ages;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.StateGlyph;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Desired and live side by side: class chips, column heads, rows with an overview ruler, and the explanation of the
/// chosen difference. F7 and Shift+F7 walk the differences.
public final class DiffView extends BorderPane {
    private final DiffViewModel model;
    private final Words words;
    private final Ages ages;
    private final InstantSource clock;
    private final Map<DiffClass, ToggleButton> chips = new EnumMap<>(DiffClass.class);
    private final Label position = new Label();
    private final ColumnHeads heads;
    private final HealthLine health;
    private final MigrationLine migration;
    private final ExplanationBar explanation;
    private final DiffPane rows;
    private final VBox empty = new VBox(4);
    private final Label emptyText = new Label();
    private final Label emptyDetail = new Label();

    public DiffView(DiffViewModel model, DiffActions actions, Words words, Ages ages, InstantSource clock) {
        this.model = model;
        this.words = words;
        this.ages = ages;
        this.clock = clock;
        heads = new ColumnHeads(words, ages, clock);
        health = new HealthLine(words);
        migration = new MigrationLine(words);
        explanation = new ExplanationBar(model, actions, words, ages, clock);
        rows = new DiffPane(
                model,
                words,
                words.text("diff.list"),
                () -> new ClassLook(model, actions.choices(), words, ages, clock),
                this::tint);
        rows.listenTo(this);
        addEventFilter(KeyEvent.KEY_PRESSED, explanation::keyPressed);
        getStyleClass().add("diff-view");
        empty.getStyleClass().add("diff-empty");
        empty.getChildren().addAll(emptyText, emptyDetail);
        emptyDetail.getStyleClass().add("muted");
        setTop(new VBox(classBar(), health, migration, heads));
        setCenter(new StackPane(rows, empty));
        setBottom(explanation);
        model.shownProperty().subscribe(_ -> refresh());
        model.hiddenProperty().subscribe(_ -> refresh());
        model.chosenProperty().subscribe(_ -> refresh());
        actions.choices().madeProperty().subscribe(_ -> refresh());
    }

    private void tint(Node mark, DiffRow.Line row) {
        ClassMarks.apply(
                mark,
                row.difference()
                        .flatMap(model::difference)
                        .map(Difference::kind)
                        .orElse(null));
    }

    @Override
    public void requestFocus() {
        rows.list().requestFocus();
    }

    private HBox classBar() {
        var bar = new HBox(8);
        bar.getStyleClass().add("diff-class-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        for (DiffClass kind : List.of(
                DiffClass.YOURS,
                DiffClass.DRIFT,
                DiffClass.FOREIGN,
                DiffClass.MUTATED,
                DiffClass.IGNORED,
                DiffClass.DEFAULT)) {
            var chip = new ToggleButton();
            chip.getStyleClass().addAll("chip", "diff-chip");
            chip.setGraphic(new StateGlyph(ClassMarks.mark(kind)));
            ClassMarks.apply(chip, kind);
            chip.setOnAction(_ -> model.toggle(kind));
            chips.put(kind, chip);
        }
        var spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        position.getStyleClass().add("muted");
        bar.getChildren().addAll(chips.values());
        bar.getChildren().addAll(spacer, position);
        bar.getChildren().addAll(rows.steps());
        return bar;
    }

    private void refresh() {
        Map<DiffClass, Integer> counts = model.counts();
        boolean former = model.shownProperty()
                .get()
                .filter(s -> s.sides() instanceof Sides.Written)
                .isPresent();
        chips.forEach((kind, chip) -> {
            int count = counts.getOrDefault(kind, 0);
            boolean hidden = model.hiddenProperty().get().contains(kind);
            // What a former sync wrote is all its own.
            chip.setVisible(count > 0 && !former);
            chip.setManaged(chip.isVisible());
            chip.setSelected(!hidden);
            String name = words.text("diff.class." + ClassMarks.name(kind));
            chip.setText(words.text(hidden ? "diff.chip.hidden" : "diff.chip", name, count));
            chip.setAccessibleText(chip.getText());
        });
        position.setText(model.total() == 0 ? "" : words.text("diff.position", model.position(), model.total()));
        Optional<ShownDiff> shown = model.shownProperty().get();
        shown.ifPresent(heads::show);
        health.show(shown.flatMap(ShownDiff::health));
        migration.show(shown.map(s -> s.diff().migrations()).orElse(List.of()));
        explanation.refresh();
        boolean nothing = shown.isPresent()
                && model.counts().isEmpty()
                && !shown.get().diff().isWhole()
                && shown.get().diff().problem().isEmpty();
        empty.setVisible(nothing);
        if (nothing) {
            showEmpty(shown.get().sides());
        }
    }

    private void showEmpty(Sides sides) {
        emptyText.setText(words.text(sides instanceof Sides.Written ? "diff.empty.written" : "diff.empty"));
        emptyDetail.setText(
                switch (sides) {
                    case Sides.Wanted wanted ->
                        words.text("diff.empty.detail", wanted.desired(), ages.ago(wanted.asOf(), clock.instant()));
                    case Sides.Restored restored ->
                        words.text("diff.empty.restored.detail", ages.ago(restored.asOf(), clock.instant()));
                    case Sides.Written _ -> words.text("diff.empty.written.detail");
                });
    }
}
