package app.driftless.desktop.resources;

import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.action.ActionRegistry;
import app.driftless.desktop.fx.Cells;
import app.driftless.desktop.fx.Chips;
import app.driftless.desktop.fx.FilterField;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.StateGlyph;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The list of findings below the work area.
public final class ProblemsPanel extends VBox {
    private static final double ROW = 26;
    private static final double CODE = 150;
    private static final double WHERE = 320;
    private static final double RESOURCE = 240;

    private final ListView<Finding> list = new ListView<>();

    public ProblemsPanel(ProblemsViewModel model, ActionRegistry actions, Words words) {
        getStyleClass().add("problems-panel");
        list.setItems(model.rows());
        list.setFixedCellSize(ROW);
        list.getStyleClass().add("panel-list");
        list.accessibleTextProperty().bind(words.live(ActionId.SHOW_PROBLEMS.text()));
        list.setCellFactory(Cells.of(() -> new Row(words), Row::show));
        list.setOnMouseClicked(_ -> activate(model));
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                activate(model);
                event.consume();
            }
        });
        var nothing = new Label();
        nothing.textProperty().bind(words.live("problems.none"));
        nothing.getStyleClass().add("muted");
        nothing.visibleProperty().bind(Bindings.isEmpty(model.rows()));
        var stack = new StackPane(list, nothing);
        VBox.setVgrow(stack, Priority.ALWAYS);
        getChildren().addAll(tools(model, words), head(words), stack);
        var some = Bindings.isNotEmpty(model.rows());
        actions.bind(ActionId.NEXT_PROBLEM, some, () -> select(model.step(1)));
        actions.bind(ActionId.PREVIOUS_PROBLEM, some, () -> select(model.step(-1)));
    }

    private void select(int index) {
        list.getSelectionModel().select(index);
        list.scrollTo(Math.max(0, index - 1));
    }

    private void activate(ProblemsViewModel model) {
        Finding finding = list.getSelectionModel().getSelectedItem();
        if (finding != null) {
            model.activate(finding);
        }
    }

    private static HBox tools(ProblemsViewModel model, Words words) {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var bar = new HBox(4, gap);
        bar.getStyleClass().add("problems-tools");
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getChildren()
                .addAll(Chips.of(ProblemsViewModel.Scope.values(), s -> words.live(s.text()), model.scopeProperty()));
        var filter = new FilterField(words.live("problems.filter"), model.textProperty());
        filter.setPrefWidth(200);
        bar.getChildren().add(filter);
        return bar;
    }

    private static HBox head(Words words) {
        var message = column(words, "problems.column.problem");
        HBox.setHgrow(message, Priority.ALWAYS);
        message.setMaxWidth(Double.MAX_VALUE);
        var glyph = new Region();
        glyph.setMinWidth(16);
        var head = new HBox(
                10,
                glyph,
                message,
                sized(column(words, "problems.column.rule"), CODE),
                sized(column(words, "problems.column.where"), WHERE),
                sized(column(words, "problems.column.resource"), RESOURCE));
        head.getStyleClass().add("column-heads");
        return head;
    }

    private static Label column(Words words, String key) {
        var label = new Label();
        label.textProperty().bind(words.live(key));
        label.getStyleClass().addAll("caption", "muted");
        return label;
    }

    private static Label sized(Label label, double width) {
        label.setMinWidth(width);
        label.setPrefWidth(width);
        label.setMaxWidth(width);
        return label;
    }

    private static final class Row extends HBox {
        private final StateGlyph glyph = new StateGlyph();
        private final Label message = new Label();
        private final Label code = sized(new Label(), CODE);
        private final Label where = sized(new Label(), WHERE);
        private final Label resource = sized(new Label(), RESOURCE);
        private final Words words;

        Row(Words words) {
            super(10);
            this.words = words;
            setAlignment(Pos.CENTER_LEFT);
            HBox.setHgrow(message, Priority.ALWAYS);
            message.setMaxWidth(Double.MAX_VALUE);
            message.setMinWidth(0);
            code.getStyleClass().addAll("code", "subtle");
            where.getStyleClass().addAll("small", "muted");
            resource.getStyleClass().addAll("small", "muted");
            where.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            getChildren().addAll(glyph, message, code, where, resource);
        }

        void show(Finding finding) {
            glyph.show(
                    switch (finding.severity()) {
                        case ERROR -> Mark.ERROR;
                        case WARNING -> Mark.WARNING;
                        case INFO -> Mark.INFO;
                    });
            message.setText(words.text(finding.message()));
            code.setText(finding.code());
            where.setText(finding.path()
                    + finding.range()
                            .map(r -> " " + r.line() + ":" + r.column())
                            .orElse(""));
            resource.setText(finding.resource().map(ResourceKey::toString).orElse(""));
            setAccessibleText(message.getText() + ", " + where.getText());
        }
    }
}
