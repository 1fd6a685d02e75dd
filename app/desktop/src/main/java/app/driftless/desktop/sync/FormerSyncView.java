package app.driftless.desktop.sync;

import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.Texts.ProblemText;
import app.driftless.core.sync.ObjectResult;
import app.driftless.desktop.diff.DiffActions;
import app.driftless.desktop.diff.DiffAspect;
import app.driftless.desktop.diff.DiffView;
import app.driftless.desktop.diff.DiffViewModel;
import app.driftless.desktop.fx.Cells;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.shell.EmptyState;
import app.driftless.desktop.shell.TabContent;
import app.driftless.desktop.sync.FormerSyncViewModel.Seen;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// A former sync: its objects in a list, and beside it the chosen one before and after. Enter goes into the
/// comparison, Escape out of it, and from the list back to the syncs.
public final class FormerSyncView implements TabContent {
    private static final double LIST = 320;
    private static final double ROW = 28;

    private final FormerSyncViewModel model;
    private final Words words;
    private final Runnable back;
    private final BorderPane root = new BorderPane();
    private final ListView<ObjectResult> list = new ListView<>();
    private final StackPane side = new StackPane();
    private final DiffViewModel diff;
    private final DiffView comparison;

    /// @param back shows the syncs
    public FormerSyncView(
            FormerSyncViewModel model,
            Surroundings around,
            DiffAspect.Parts parts,
            DiffActions actions,
            Runnable back) {
        this.model = model;
        this.back = back;
        words = around.words();
        diff = new DiffViewModel(parts.computing(), parts.fx());
        comparison = new DiffView(diff, actions, words, parts.ages(), parts.clock());
        root.getStyleClass().add("former-sync");
        list.getStyleClass().add("edge-to-edge");
        list.setFixedCellSize(ROW);
        list.accessibleTextProperty().bind(words.live("sync.former.objects"));
        list.setCellFactory(Cells.of(() -> new WrittenRow(words), WrittenRow::show));
        list.getItems().setAll(model.objects());
        list.getSelectionModel().selectedItemProperty().subscribe(result -> {
            if (result != null) {
                model.choose(result.key());
            }
        });
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER && comparison.getParent() != null) {
                comparison.requestFocus();
            }
        });
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::leave);
        list.setPrefWidth(LIST);
        var split = new SplitPane(list, side);
        SplitPane.setResizableWithParent(list, false);
        split.setDividerPosition(0, LIST / 1060);
        root.setTop(head(around));
        root.setCenter(split);
        model.chosenProperty().subscribe(this::select);
        model.seenProperty().subscribe(this::show);
    }

    private VBox head(Surroundings around) {
        var report = model.report();
        var title = new Label();
        title.getStyleClass().add("title");
        title.textProperty()
                .bind(words.live(
                        report.undoes().isPresent() ? "sync.former.undo" : "sync.former.title",
                        report.commit().shortId(),
                        report.cluster()));
        var about = new Label();
        about.getStyleClass().addAll("muted", "small");
        about.textProperty().bind(around.now().flatMap(now -> words.locale()
                .map(_ -> report.commit().subject()
                        + words.text("diff.separator")
                        + LedgerText.line(report, words, around.ages(), now))));
        var head = new VBox(2, title, about);
        head.getStyleClass().add("former-sync-head");
        return head;
    }

    private void leave(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            if (list.isFocused()) {
                back.run();
            } else {
                list.requestFocus();
            }
        }
    }

    private void select(Optional<ObjectResult> chosen) {
        chosen.ifPresent(result -> {
            list.getSelectionModel().select(result);
            list.scrollTo(result);
        });
    }

    private void show(Seen seen) {
        if (seen instanceof Seen.Compared(var shown)) {
            diff.show(shown);
        }
        side.getChildren()
                .setAll(
                        switch (seen) {
                            case Seen.Compared _ -> comparison;
                            case Seen.Nothing _ -> note("sync.former.nothing");
                            case Seen.Reading _ ->
                                new EmptyState(words.live("sync.former.reading"), new SimpleStringProperty(""));
                            case Seen.Failed(var problem) -> {
                                ProblemText text = words.engine().text(problem);
                                yield new EmptyState(
                                        new SimpleStringProperty(text.what() + " " + text.why()),
                                        new SimpleStringProperty(text.state() + " " + text.todo() + " " + text.code()));
                            }
                            case Seen.Unknown(var why) -> note("sync.former." + why.key());
                        });
    }

    private EmptyState note(String key) {
        return new EmptyState(words.live(key), words.live(key + ".detail"));
    }

    /// Shows an object.
    public void choose(ResourceKey key) {
        model.choose(key);
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void focus() {
        // A split pane holds its parts only once it is dressed.
        root.applyCss();
        list.requestFocus();
    }
}
