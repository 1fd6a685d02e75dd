package app.driftless.desktop.log;

import app.driftless.core.flow.EventLog.Level;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.fx.Cells;
import app.driftless.desktop.fx.Chips;
import app.driftless.desktop.fx.FilterField;
import app.driftless.desktop.i18n.Ages;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.StateGlyph;
import java.time.Instant;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The log below the work area: time, severity and text, newest last. It follows the newest line until a person
/// chooses another.
public final class LogPanel extends VBox {
    private static final double ROW = 24;
    private static final double TIME = 64;
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final ListView<LogLine> list = new ListView<>();
    private final LogViewModel model;
    private final Words words;

    /// @param now the time that days are told from
    public LogPanel(LogViewModel model, Words words, Ages ages, ObservableValue<Instant> now) {
        this.model = model;
        this.words = words;
        getStyleClass().addAll("problems-panel", "log-panel");
        list.setItems(model.rows());
        list.setFixedCellSize(ROW);
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.getStyleClass().add("panel-list");
        list.accessibleTextProperty().bind(words.live(ActionId.SHOW_LOG.text()));
        list.setCellFactory(Cells.of(() -> new Row(words, ages, now), Row::show));
        list.setContextMenu(menu());
        list.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                activate();
            }
        });
        var nothing = new Label();
        nothing.textProperty().bind(words.live("log.none"));
        nothing.getStyleClass().add("muted");
        nothing.visibleProperty().bind(Bindings.isEmpty(model.rows()));
        var stack = new StackPane(list, nothing);
        VBox.setVgrow(stack, Priority.ALWAYS);
        getChildren().addAll(tools(), stack);
        model.rows().addListener((ListChangeListener<LogLine>) _ -> followNewest());
        sceneProperty().subscribe(scene -> {
            model.watch(scene != null);
            followNewest();
        });
    }

    private void followNewest() {
        int selected = list.getSelectionModel().getSelectedIndex();
        boolean away = selected >= 0 && list.isFocused();
        if (!away) {
            // The list must have taken in the new rows before it can go to them.
            list.layout();
            list.scrollTo(model.rows().size() - 1);
        }
    }

    private void onKey(KeyEvent event) {
        if (COPY.match(event)) {
            copy(List.copyOf(list.getSelectionModel().getSelectedItems()));
        } else if (event.getCode() == KeyCode.ENTER) {
            activate();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            list.getSelectionModel().clearSelection();
            followNewest();
        } else {
            return;
        }
        event.consume();
    }

    private void activate() {
        LogLine line = list.getSelectionModel().getSelectedItem();
        if (line != null) {
            model.activate(line);
        }
    }

    private ContextMenu menu() {
        var show = new MenuItem();
        show.textProperty().bind(words.live("notice.show"));
        show.setOnAction(_ -> activate());
        var copy = new MenuItem();
        copy.textProperty().bind(words.live("log.copy"));
        copy.setOnAction(_ -> copy(List.copyOf(list.getSelectionModel().getSelectedItems())));
        var menu = new ContextMenu(show, copy);
        menu.setOnShowing(_ -> {
            LogLine line = list.getSelectionModel().getSelectedItem();
            show.setDisable(line == null || line.problem().isEmpty());
            copy.setDisable(line == null);
        });
        return menu;
    }

    private static void copy(List<LogLine> lines) {
        if (!lines.isEmpty()) {
            var content = new ClipboardContent();
            content.putString(LogViewModel.copied(lines));
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    private HBox tools() {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var bar = new HBox(4, gap);
        bar.getStyleClass().add("problems-tools");
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getChildren()
                .addAll(Chips.of(LogViewModel.Scope.values(), s -> words.live(s.text()), model.scopeProperty()));
        var filter = new FilterField(words.live("log.filter"), model.textProperty());
        filter.setPrefWidth(200);
        var copyAll = new Button();
        copyAll.textProperty().bind(words.live("log.copyAll"));
        copyAll.getStyleClass().addAll("flat", "small");
        copyAll.disableProperty().bind(Bindings.isEmpty(model.rows()));
        copyAll.setOnAction(_ -> copy(List.copyOf(model.rows())));
        bar.getChildren().addAll(filter, copyAll);
        return bar;
    }

    private static final class Row extends HBox {
        private final StateGlyph glyph = new StateGlyph();
        private final Label time = new Label();
        private final Label text = new Label();
        private final Words words;
        private final Ages ages;
        private final ObservableValue<Instant> now;

        Row(Words words, Ages ages, ObservableValue<Instant> now) {
            super(10);
            this.words = words;
            this.ages = ages;
            this.now = now;
            setAlignment(Pos.CENTER_LEFT);
            time.getStyleClass().addAll("code", "subtle");
            time.setMinWidth(TIME);
            time.setMaxWidth(Double.MAX_VALUE);
            text.setMinWidth(0);
            getChildren().addAll(glyph, time, text);
        }

        void show(LogLine line) {
            Level level = line.event().level();
            glyph.show(
                    switch (level) {
                        case ERROR -> Mark.ERROR;
                        case WARNING -> Mark.WARNING;
                        case INFO -> null;
                    });
            time.setText(ages.exact(line.event().at(), now.getValue()));
            text.setText(line.firstLine());
            String severity =
                    switch (level) {
                        case ERROR -> words.text("log.level.error");
                        case WARNING -> words.text("log.level.warning");
                        case INFO -> "";
                    };
            setAccessibleText(String.join(" ", time.getText(), severity, line.text()));
        }
    }
}
