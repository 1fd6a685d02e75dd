package app.driftless.desktop.repository;

import app.driftless.core.repo.Commit;
import app.driftless.desktop.fx.Cells;
import app.driftless.desktop.fx.Overlay;
import app.driftless.desktop.i18n.Ages;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.ConfirmPane;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.shell.EmptyState;
import app.driftless.desktop.theme.Icons;
import java.time.Instant;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// Commits in a list, and beside them the chosen one: its message, its files, and the way back.
final class HistoryView extends BorderPane {
    private static final double ROW = 44;

    private final HistoryViewModel model;
    private final Words words;
    private final Ages ages;
    private final ObservableValue<Instant> now;
    private final Overlay overlay;
    private final ListView<Commit> list = new ListView<>();

    /// @param diffs shows what a commit did to a file
    HistoryView(HistoryViewModel model, Surroundings around, SourceDiffTabs diffs) {
        this.model = model;
        this.words = around.words();
        this.ages = around.ages();
        this.now = around.now();
        this.overlay = around.overlay();
        getStyleClass().add("history-view");
        list.setItems(model.commits());
        list.setFixedCellSize(ROW);
        list.getStyleClass().add("history-list");
        list.accessibleTextProperty().bind(words.live("history.list"));
        list.setCellFactory(Cells.of(Row::new, Row::show));
        list.getSelectionModel().selectedItemProperty().subscribe(commit -> {
            if (commit != null) {
                model.chosenProperty().set(commit);
            }
        });
        model.chosenProperty().subscribe(commit -> list.getSelectionModel().select(commit));
        var empty = new EmptyState(words.live("history.empty"), words.live("history.empty.detail"));
        empty.visibleProperty()
                .bind(Bindings.isEmpty(model.commits()).and(model.loading().not()));
        var more = new Button();
        more.textProperty().bind(words.live("history.more"));
        more.setOnAction(_ -> model.more());
        more.getStyleClass().add("flat");
        more.visibleProperty().bind(Bindings.createBooleanBinding(model::mayHaveMore, model.commits()));
        more.managedProperty().bind(more.visibleProperty());
        var left = new VBox(new StackPane(list, empty), more);
        VBox.setVgrow(left.getChildren().getFirst(), Priority.ALWAYS);
        setCenter(left);
        model.chosenProperty().subscribe(commit -> setRight(commit == null ? null : detail(commit, diffs)));
    }

    private Node detail(Commit commit, SourceDiffTabs diffs) {
        var subject = new Label(commit.subject());
        subject.getStyleClass().add("strong");
        subject.setWrapText(true);
        var who = new Label(commit.author() + " · " + ages.at(commit.when(), now.getValue()));
        who.getStyleClass().addAll("small", "muted");
        var id = new Label(commit.shortId());
        id.getStyleClass().addAll("code", "subtle");
        var box = new VBox(subject, who, id);
        box.getStyleClass().add("history-detail");
        String body = commit.message()
                .substring(Math.min(commit.message().length(), commit.subject().length()))
                .strip();
        if (!body.isEmpty()) {
            var text = new Label(body);
            text.setWrapText(true);
            box.getChildren().add(text);
        }
        var files = new ListView<>(model.changed());
        files.setFixedCellSize(24);
        files.getStyleClass().addAll("panel-list", "tree-list");
        files.setAccessibleText(words.text("history.files"));
        files.setCellFactory(Cells.of(HistoryView::fileRow, HistoryView::showFile));
        files.setOnMouseClicked(_ -> openChosen(files, commit, diffs));
        files.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                openChosen(files, commit, diffs);
            }
        });
        VBox.setVgrow(files, Priority.ALWAYS);
        var revert = new Button(words.text("history.revert"));
        revert.setGraphic(Icons.of(Octicons.REPLY_16));
        revert.setOnAction(_ -> askRevert(commit));
        var back = new Button(words.text("sync.goBack"));
        back.setGraphic(Icons.of(Octicons.HISTORY_16));
        back.setOnAction(_ -> askGoBack(commit));
        back.setDisable(commit.equals(model.commits().getFirst()));
        var ways = new HBox(8, revert, back);
        box.getChildren().addAll(files, ways);
        return box;
    }

    /// Asks, then makes a commit that undoes what `commit` did.
    void askRevert(Commit commit) {
        ConfirmPane.ask(
                overlay,
                words,
                new ConfirmPane.Question(
                        words.text("history.revert.title", commit.shortId()),
                        words.text("history.revert.body", commit.subject()),
                        words.text("history.revert.action", commit.shortId())),
                () -> model.revert(commit));
    }

    /// Asks, then makes a commit that undoes everything since `commit`.
    void askGoBack(Commit commit) {
        String body = model.path()
                .map(path -> words.text("history.goBack.body.file", path, commit.subject()))
                .orElseGet(() -> words.text("history.goBack.body", commit.subject()));
        ConfirmPane.ask(
                overlay,
                words,
                new ConfirmPane.Question(
                        words.text("history.goBack.title", commit.shortId()),
                        body,
                        words.text("sync.goBack.action", commit.shortId())),
                () -> model.goBack(commit));
    }

    private static void openChosen(ListView<String> files, Commit commit, SourceDiffTabs diffs) {
        String path = files.getSelectionModel().getSelectedItem();
        if (path != null) {
            diffs.show(commit, path);
        }
    }

    private static HBox fileRow() {
        var row = new HBox(6, Icons.of(Octicons.FILE_16, 14), new Label());
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static void showFile(HBox row, String path) {
        if (row.getChildren().get(1) instanceof Label label) {
            label.setText(path);
            label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            label.setMinWidth(0);
        }
        row.setAccessibleText(path);
    }

    Node focusTarget() {
        return list;
    }

    private final class Row extends HBox {
        private final Label subject = new Label();
        private final Label who = new Label();
        private final Label id = new Label();

        Row() {
            super(12);
            setAlignment(Pos.CENTER_LEFT);
            subject.getStyleClass().add("medium");
            subject.setMinWidth(0);
            who.getStyleClass().addAll("small", "muted");
            id.getStyleClass().addAll("code", "subtle");
            id.setMinWidth(USE_PREF_SIZE);
            var gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            var text = new VBox(subject, who);
            text.setAlignment(Pos.CENTER_LEFT);
            getChildren().addAll(text, gap, id);
        }

        void show(Commit commit) {
            subject.setText(commit.subject());
            who.setText(commit.author() + " · " + ages.at(commit.when(), now.getValue()));
            id.setText(commit.shortId());
            setAccessibleText(commit.subject() + ", " + who.getText());
        }
    }
}
