package app.driftless.desktop.sync;

import app.driftless.core.sync.SyncReport;
import app.driftless.desktop.fx.Cells;
import app.driftless.desktop.fx.FilterField;
import app.driftless.desktop.fx.RowTip;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.ConfirmPane;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.theme.Icons;
import app.driftless.desktop.theme.StateGlyph;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.octicons.Octicons;

/// Former syncs of the chosen cluster, and the way back to one of them.
final class LedgerPane extends VBox {
    private static final double ROW = 48;

    private final SyncViewModel model;
    private final Surroundings around;
    private final Words words;
    private final ListView<SyncReport> list;

    /// @param into puts the focus on the results of the sync that was opened
    LedgerPane(SyncViewModel model, Surroundings around, Runnable into) {
        this.model = model;
        this.around = around;
        words = around.words();
        getStyleClass().add("ledger");
        var title = new Label();
        title.textProperty().bind(words.live("sync.ledger"));
        var cluster = new Label();
        cluster.getStyleClass().addAll("muted", "ledger-cluster");
        cluster.textProperty()
                .bind(model.chosen().map(s -> s.map(ClusterSync::cluster).orElse("")));
        var head = new HBox(6, title, cluster);
        head.getStyleClass().add("panel-head");
        list = new ListView<>(model.ledger());
        list.setFixedCellSize(ROW);
        list.getStyleClass().add("ledger-list");
        list.accessibleTextProperty().bind(words.live("sync.ledger"));
        list.setCellFactory(Cells.of(Row::new, Row::show));
        list.getSelectionModel().selectedItemProperty().subscribe(report -> {
            if (report != null && list.isFocused()) {
                model.open(report);
            }
        });
        list.setOnMouseClicked(_ -> openSelected());
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                openSelected();
                into.run();
            } else if (event.getCode() == KeyCode.ESCAPE) {
                model.openNow();
            }
        });
        model.opened().subscribe(opened -> {
            if (opened.isEmpty()) {
                list.getSelectionModel().clearSelection();
            }
        });
        var none = new Label();
        none.textProperty()
                .bind(model.ledgerTextProperty()
                        .flatMap(t -> words.live(t.isBlank() ? "sync.ledger.empty" : "sync.ledger.noMatch")));
        none.getStyleClass().add("muted");
        none.setWrapText(true);
        none.visibleProperty().bind(Bindings.isEmpty(model.ledger()));
        var stack = new StackPane(list, none);
        VBox.setVgrow(stack, Priority.ALWAYS);
        var filter = new FilterField(words.live("sync.ledger.filter"), model.ledgerTextProperty());
        getChildren().addAll(head, filter, stack, foot());
    }

    /// Puts the focus on the syncs.
    void focusList() {
        list.requestFocus();
    }

    private void openSelected() {
        SyncReport report = list.getSelectionModel().getSelectedItem();
        if (report != null) {
            model.open(report);
        }
    }

    /// The foot: what can be done about the chosen entry.
    private VBox foot() {
        var note = new Label();
        note.setWrapText(true);
        note.setMinHeight(USE_PREF_SIZE);
        note.getStyleClass().addAll("small", "muted");
        var back = button(Octicons.HISTORY_16, "sync.goBack", this::ask);
        var undo = button(Octicons.REPLY_16, "sync.undo", (sync, report) -> model.actions()
                .undo(sync, report));
        var buttons = new HBox(8, undo, back);
        var foot = new VBox(8, note, buttons);
        foot.getStyleClass().add("ledger-foot");
        var selection = list.getSelectionModel();
        foot.visibleProperty().bind(selection.selectedIndexProperty().greaterThanOrEqualTo(0));
        foot.managedProperty().bind(foot.visibleProperty());
        back.visibleProperty().bind(selection.selectedIndexProperty().greaterThan(0));
        back.managedProperty().bind(back.visibleProperty());
        undo.disableProperty()
                .bind(selection
                        .selectedItemProperty()
                        .map(r -> !model.undoable(r))
                        .orElse(true));
        note.textProperty()
                .bind(selection
                        .selectedIndexProperty()
                        .flatMap(i -> words.live(i.intValue() > 0 ? "sync.goBack.note" : "sync.undo.note")));
        return foot;
    }

    private Button button(Ikon icon, String key, BiConsumer<ClusterSync, SyncReport> action) {
        var button = new Button();
        button.setGraphic(Icons.of(icon));
        button.textProperty().bind(words.live(key));
        button.setOnAction(_ -> {
            SyncReport report = list.getSelectionModel().getSelectedItem();
            if (report != null) {
                model.chosen().get().ifPresent(sync -> action.accept(sync, report));
            }
        });
        return button;
    }

    private void ask(ClusterSync sync, SyncReport report) {
        ConfirmPane.ask(
                around.overlay(),
                words,
                new ConfirmPane.Question(
                        words.text(
                                "sync.goBack.title",
                                sync.environment().name(),
                                report.commit().shortId()),
                        words.text("sync.goBack.body", report.commit().subject()),
                        words.text("sync.goBack.action", report.commit().shortId())),
                () -> model.actions().goBack(sync, report));
    }

    private final class Row extends HBox {
        private final StateGlyph glyph = new StateGlyph();
        private final Label subject = new Label();
        private final Label line = new Label();
        private final Label id = new Label();
        private final RowTip tip = new RowTip(this);

        Row() {
            super(8);
            setAlignment(Pos.CENTER_LEFT);
            subject.getStyleClass().add("medium");
            subject.setMinWidth(0);
            line.getStyleClass().addAll("small", "muted");
            line.setMinWidth(0);
            id.getStyleClass().addAll("code", "subtle");
            id.setMinWidth(USE_PREF_SIZE);
            var gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            var text = new VBox(subject, line);
            text.setAlignment(Pos.CENTER_LEFT);
            text.setMinWidth(0);
            getChildren().addAll(glyph, text, gap, id);
        }

        void show(SyncReport report) {
            glyph.show(LedgerText.mark(report));
            subject.setText(
                    report.undoes().isPresent()
                            ? words.text("sync.ledger.undo", report.commit().subject())
                            : report.commit().subject());
            Instant now = around.now().getValue();
            line.setText(LedgerText.line(report, words, around.ages(), now));
            id.setText(report.commit().shortId());
            tip.show(Optional.of(subject.getText() + "\n" + line.getText()));
            setAccessibleText(subject.getText() + ", " + line.getText());
        }
    }
}
