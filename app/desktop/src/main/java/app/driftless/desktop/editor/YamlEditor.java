package app.driftless.desktop.editor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Bounds;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.event.MouseOverTextEvent;
import org.fxmisc.richtext.model.TwoDimensional.Bias;

/// A text editor for manifests: colours, line numbers, marks, completion, documentation, search. The only door to
/// RichTextFX.
///
/// FX thread only. The [Language] is asked on `background`, and answers for a text that has changed meanwhile are
/// dropped.
public final class YamlEditor extends BorderPane {
    /// Where the caret is, both from 1.
    public record Caret(int line, int column) {}

    private static final KeyCombination COMPLETE = new KeyCodeCombination(KeyCode.SPACE, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination DOCUMENTATION = new KeyCodeCombination(KeyCode.I, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination FIND = new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);
    private static final Duration HOVER = Duration.ofMillis(450);

    private final CodeArea area = new CodeArea();
    private final Highlighting highlighting;
    private final Indenting indenting = new Indenting(area);
    private final Gutter gutter = new Gutter();
    private final FindBar findBar;
    private final CompletionPopup completion;
    private final DocumentationPopup documentation;
    private final Executor background;
    private final Executor fx;
    private final ReadOnlyObjectWrapper<Caret> caret = new ReadOnlyObjectWrapper<>(new Caret(1, 1));
    private Language language = Language.plain();
    private Consumer<String> edited = _ -> {};
    private long version;
    private boolean replacing;

    public YamlEditor(Wording wording, Executor background, Executor fx) {
        this.background = background;
        this.fx = fx;
        highlighting = new Highlighting(area, fx);
        String sheet = YamlEditor.class.getResource("editor.css").toExternalForm();
        getStylesheets().add(sheet);
        getStyleClass().add("yaml-editor");
        area.getStyleClass().add("code");
        area.setAccessibleText(wording.text("editor.area"));
        area.setParagraphGraphicFactory(gutter);
        findBar = new FindBar(area, wording);
        completion = new CompletionPopup(wording.text("editor.completion"), this::insert);
        documentation = new DocumentationPopup();
        setCenter(new VirtualizedScrollPane<>(area));
        setBottom(findBar);
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        area.plainTextChanges().subscribe(_ -> textChanged());
        area.caretPositionProperty().subscribe(position -> {
            var place = area.offsetToPosition(position, Bias.Forward);
            caret.set(new Caret(place.getMajor() + 1, place.getMinor() + 1));
        });
        area.setMouseOverTextDelay(HOVER);
        area.addEventHandler(
                MouseOverTextEvent.MOUSE_OVER_TEXT_BEGIN,
                event -> document(
                        event.getCharacterIndex(),
                        event.getScreenPosition().getX(),
                        event.getScreenPosition().getY()));
        area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_END, _ -> documentation.hide());
    }

    public void setLanguage(Language newLanguage) {
        language = newLanguage;
    }

    /// Called after each edit by the person, with the whole text; not for [#setText].
    public void setOnEdited(Consumer<String> listener) {
        edited = listener;
    }

    /// Shows another text; it can't be undone, and the caret goes to the beginning.
    public void setText(String text) {
        replacing = true;
        try {
            area.replaceText(text);
            area.getUndoManager().forgetHistory();
            area.moveTo(0);
            area.requestFollowCaret();
        } finally {
            replacing = false;
        }
    }

    /// Takes over a text that changed outside, keeping the caret's line; it can be undone.
    public void replaceText(String text) {
        int line = caret.get().line();
        area.replaceText(text);
        goTo(line, 1);
    }

    public String text() {
        return area.getText();
    }

    public void setEditable(boolean editable) {
        area.setEditable(editable);
    }

    public ReadOnlyObjectProperty<Caret> caretProperty() {
        return caret.getReadOnlyProperty();
    }

    public void show(List<Mark> marks) {
        highlighting.show(marks);
        gutter.show(marks).forEach(line -> {
            if (line < area.getParagraphs().size()) {
                area.recreateParagraphGraphic(line);
            }
        });
    }

    /// Puts the caret there, both from 1, and shows it.
    public void goTo(int line, int column) {
        int paragraph = Math.clamp(line - 1, 0, area.getParagraphs().size() - 1);
        int offset = Math.clamp(column - 1, 0, area.getParagraphLength(paragraph));
        area.moveTo(paragraph, offset);
        area.requestFollowCaret();
    }

    public void find() {
        findBar.open();
    }

    @Override
    public void requestFocus() {
        area.requestFocus();
    }

    private void textChanged() {
        version++;
        if (gutter.fit(area.getParagraphs().size())) {
            area.setParagraphGraphicFactory(gutter);
        }
        if (!replacing) {
            edited.accept(area.getText());
            if (completion.isShowing()) {
                complete();
            }
        }
    }

    private void keyPressed(KeyEvent event) {
        completion.filter(event);
        documentation.hide();
        if (event.isConsumed()) {
            return;
        }
        if (COMPLETE.match(event)) {
            complete();
        } else if (DOCUMENTATION.match(event)) {
            area.getCaretBounds().ifPresent(b -> document(area.getCaretPosition(), b.getMinX(), b.getMaxY()));
        } else if (FIND.match(event)) {
            find();
        } else if (!indenting.pressed(event)) {
            return;
        }
        event.consume();
    }

    private void complete() {
        if (!area.isEditable()) {
            return;
        }
        long asked = version;
        String text = area.getText();
        int offset = area.getCaretPosition();
        CompletableFuture.supplyAsync(() -> language.complete(text, offset), background)
                .thenAcceptAsync(
                        proposals -> {
                            Optional<Bounds> bounds = area.getCaretBounds();
                            if (asked == version && bounds.isPresent()) {
                                completion.show(area, bounds.get(), proposals);
                            }
                        },
                        fx);
    }

    private void insert(Language.Proposal proposal) {
        area.replaceText(proposal.replaceFrom(), area.getCaretPosition(), proposal.insert());
        area.moveTo(area.getCaretPosition() - proposal.caretBack());
        area.requestFocus();
    }

    private void document(int offset, double x, double y) {
        long asked = version;
        String text = area.getText();
        CompletableFuture.supplyAsync(() -> language.documentation(text, offset), background)
                .thenAcceptAsync(
                        found -> {
                            if (asked == version && getScene() != null) {
                                found.ifPresent(d -> documentation.show(this, d, x, y + 8));
                            }
                        },
                        fx);
    }
}
