package app.driftless.desktop.editor;

import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.SourceRange;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.action.ActionRegistry;
import app.driftless.desktop.document.AspectView;
import app.driftless.desktop.document.OpenTarget;
import app.driftless.desktop.i18n.Words;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;

/// The editor of one file: banner, text, and at the right of the view bar whether it is saved.
final class EditorAspectView implements AspectView {
    private final EditorViewModel model;
    private final YamlEditor editor;
    private final Function<String, Language> languages;
    private final OutlineSide outline;
    private final OpenFindings open;
    private final ActionRegistry actions;
    private final Words words;
    private final BorderPane pane = new BorderPane();
    private final Label saved = new Label();
    private final Label place = new Label();
    private final Button save = new Button();
    private Optional<OpenTarget> pending = Optional.empty();
    private boolean loaded;

    /// What the view shares with the rest of the window.
    record Window(ActionRegistry actions, Words words) {}

    EditorAspectView(
            EditorViewModel model,
            YamlEditor editor,
            Function<String, Language> languages,
            OutlineSide outline,
            OpenFindings open,
            Window window) {
        this.languages = languages;
        this.outline = outline;
        this.model = model;
        this.editor = editor;
        this.open = open;
        this.actions = window.actions();
        this.words = window.words();
        pane.setCenter(editor);
        editor.setLanguage(languages.apply(model.path()));
        outline.beside(pane, editor);
        outline.show(model.path(), "");
        editor.setOnEdited(text -> {
            model.edited(text);
            outline.show(model.path(), text);
        });
        model.setOnText(this::showText);
        model.findingsProperty().subscribe(this::showFindings);
        model.conditionProperty().subscribe(this::showCondition);
        model.dirtyProperty().subscribe(this::showDirty);
        editor.caretProperty().subscribe(c -> place.setText(c.line() + ":" + c.column()));
        place.getStyleClass().addAll("muted", "small");
        saved.getStyleClass().addAll("small", "warning-text");
        save.textProperty().bind(words.live("action.save"));
        save.getStyleClass().add("small");
        save.setOnAction(_ -> model.save());
        pane.sceneProperty().subscribe(scene -> {
            if (scene != null) {
                actions.bind(ActionId.SAVE, model.dirtyProperty(), model::save);
                actions.bind(ActionId.SHOW_OUTLINE, outline.fits(), outline::toggle);
            }
        });
        model.load();
    }

    private void showText(String text) {
        int line = editor.caretProperty().get().line();
        editor.setText(text);
        outline.show(model.path(), text);
        if (loaded) {
            editor.goTo(line, 1);
        }
        loaded = true;
        // What is typed before the text is there would be lost to it.
        allowEdits(model.conditionProperty().get());
        pending.ifPresent(this::reveal);
        pending = Optional.empty();
    }

    private void showFindings(List<Finding> findings) {
        if (loaded) {
            open.show(model.path(), findings);
        }
        editor.show(findings.stream()
                .map(f -> {
                    SourceRange range = f.range().orElse(new SourceRange(0, 1, 1, 1, 1, 2));
                    return new Mark(
                            range.start(),
                            range.end(),
                            range.line() - 1,
                            Mark.Severity.valueOf(f.severity().name()),
                            words.text(f.message()));
                })
                .toList());
    }

    private void showDirty(boolean dirty) {
        saved.setText(dirty ? words.text("editor.not-saved") : "");
        save.setDisable(!dirty);
    }

    private void showCondition(EditCondition condition) {
        allowEdits(condition);
        pane.setTop(
                switch (condition) {
                    case EditCondition.Fine() -> null;
                    case EditCondition.Unreadable(var problem) -> Banner.of(words, problem);
                    case EditCondition.ReadOnly(var problem) -> Banner.of(words, problem);
                    case EditCondition.SaveFailed(var problem) ->
                        Banner.of(words, problem).with(words.text("editor.save-again"), model::save);
                    case EditCondition.Recovered() ->
                        Banner.info(words.text("editor.recovered"))
                                .with(words.text("editor.take-disk"), model::takeTheirs);
                    case EditCondition.ChangedOutside(var theirs) ->
                        Banner.warning(words.text(
                                        theirs.isPresent() ? "editor.changed-outside" : "editor.deleted-outside"))
                                .with(words.text("editor.keep-mine"), model::keepMine)
                                .with(words.text("editor.take-theirs"), model::takeTheirs);
                });
    }

    private void allowEdits(EditCondition condition) {
        boolean writable =
                !(condition instanceof EditCondition.ReadOnly || condition instanceof EditCondition.Unreadable);
        editor.setEditable(loaded && writable);
    }

    @Override
    public Node node() {
        return pane;
    }

    @Override
    public void reveal(OpenTarget target) {
        if (!loaded) {
            pending = Optional.of(target);
        } else if (target.line() > 0) {
            editor.goTo(target.line(), 1);
        }
    }

    @Override
    public boolean follow(OpenTarget next) {
        next.path().ifPresent(path -> {
            open.close(model.path());
            model.renamed(path);
            editor.setLanguage(languages.apply(path));
            outline.show(path, model.text());
        });
        return true;
    }

    @Override
    public void focus() {
        editor.requestFocus();
    }

    @Override
    public ObservableValue<Boolean> unsaved() {
        return model.dirtyProperty();
    }

    @Override
    public List<Node> tools() {
        var row = new HBox(10, place, saved, save);
        row.setAlignment(Pos.CENTER_RIGHT);
        return List.of(row);
    }

    @Override
    public void close() {
        open.close(model.path());
        model.close();
        outline.close();
        actions.unbind(ActionId.SAVE);
        actions.unbind(ActionId.SHOW_OUTLINE);
    }
}
