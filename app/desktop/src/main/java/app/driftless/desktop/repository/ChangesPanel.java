package app.driftless.desktop.repository;

import app.driftless.core.repo.Change;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.action.ActionRegistry;
import app.driftless.desktop.action.IconAction;
import app.driftless.desktop.action.KeySheet;
import app.driftless.desktop.fx.Overlay;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.ConfirmPane;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.IntegerBinding;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The panel of the changes: what will be committed, what will not, the message, and the button that names the
/// branch.
public final class ChangesPanel extends VBox {
    private final RepositoryViewModel model;
    private final Words words;
    private final Overlay overlay;
    private final TextArea message = new TextArea();

    /// @param diffs shows what of a file changed
    public ChangesPanel(
            RepositoryViewModel model, ActionRegistry actions, Words words, Overlay overlay, SourceDiffTabs diffs) {
        this.model = model;
        this.words = words;
        this.overlay = overlay;
        getStyleClass().add("side-panel");
        var staged = new ChangeList(model.staged(), true, words, diffs, model::unstage, _ -> {});
        var unstaged = new ChangeList(model.unstaged(), false, words, diffs, model::stage, this::askDiscard);
        staged.accessibleTextProperty().bind(words.live("changes.staged"));
        unstaged.accessibleTextProperty().bind(words.live("changes.unstaged"));
        VBox.setVgrow(staged, Priority.SOMETIMES);
        VBox.setVgrow(unstaged, Priority.ALWAYS);
        getChildren()
                .addAll(
                        head(actions),
                        group(
                                "changes.staged",
                                model.staged(),
                                "changes.unstageAll",
                                () -> model.unstage(List.copyOf(model.staged()))),
                        staged,
                        group(
                                "changes.unstaged",
                                model.unstaged(),
                                "changes.stageAll",
                                () -> model.stage(List.copyOf(model.unstaged()))),
                        unstaged,
                        foot(actions));
        actions.bind(ActionId.COMMIT, model.canCommit(), model::commit);
    }

    private HBox head(ActionRegistry actions) {
        var title = new Label();
        title.textProperty().bind(words.live(ActionId.SHOW_CHANGES.text()));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var head = new HBox(title, gap);
        for (ActionId id : List.of(ActionId.REPOSITORY_HISTORY, ActionId.FETCH, ActionId.PULL)) {
            head.getChildren().add(IconAction.of(id, actions, words));
        }
        head.getStyleClass().add("panel-head");
        return head;
    }

    private HBox group(String key, ObservableList<Change> list, String allKey, Runnable all) {
        IntegerBinding size = Bindings.size(list);
        ObservableValue<String> text = size.flatMap(n -> words.live(key + ".count", n.intValue()));
        var label = new Label();
        label.textProperty().bind(text);
        label.getStyleClass().add("group-heading");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var button = new Button();
        button.textProperty().bind(words.live(allKey));
        button.getStyleClass().addAll("flat", "small");
        button.setOnAction(_ -> all.run());
        button.visibleProperty().bind(size.greaterThan(0));
        var row = new HBox(label, gap, button);
        row.getStyleClass().add("changes-group");
        return row;
    }

    private VBox foot(ActionRegistry actions) {
        message.textProperty().bindBidirectional(model.messageProperty());
        message.setPrefRowCount(4);
        message.setWrapText(true);
        message.promptTextProperty().bind(words.live("changes.message"));
        message.accessibleTextProperty().bind(words.live("changes.message"));
        message.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            // Tab leaves the field: a commit message has no tabs.
            if (event.getCode() == KeyCode.TAB && !event.isControlDown()) {
                event.consume();
                message.requestFocusTraversal(
                        event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            }
        });
        var commit = new Button();
        commit.getStyleClass().addAll("accent", "footer");
        commit.setMaxWidth(Double.MAX_VALUE);
        commit.textProperty().bind(Bindings.size(model.staged()).flatMap(n -> model.latest()
                .flatMap(state -> words.live(
                        "changes.commit",
                        n.intValue(),
                        state.flatMap(s -> s.branch()).orElse("HEAD")))));
        commit.disableProperty().bind(model.canCommit().not());
        commit.setOnAction(_ -> actions.run(ActionId.COMMIT));
        var hint = new Label();
        hint.getStyleClass().addAll("caption", "subtle");
        hint.textProperty()
                .bind(words.live(
                        "changes.hint",
                        ActionId.COMMIT.key().map(KeySheet::keyText).orElse(""),
                        ActionId.PUSH.key().map(KeySheet::keyText).orElse("")));
        var foot = new VBox(8, message, commit, hint);
        foot.getStyleClass().add("changes-foot");
        return foot;
    }

    private void askDiscard(List<Change> changes) {
        String what = changes.size() == 1 ? changes.getFirst().path() : words.text("changes.files", changes.size());
        ConfirmPane.ask(
                overlay,
                words,
                new ConfirmPane.Question(
                        words.text("changes.discard.title", what),
                        words.text("changes.discard.body"),
                        words.text("changes.discard.action", what)),
                () -> model.discard(changes));
    }
}
