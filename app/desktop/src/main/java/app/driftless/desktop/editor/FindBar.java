package app.driftless.desktop.editor;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.fxmisc.richtext.CodeArea;

/// Search and replace under the text. Enter and Shift+Enter walk the hits, Escape gives the focus back to the text.
final class FindBar extends HBox {
    private static final PseudoClass BROKEN = PseudoClass.getPseudoClass("broken");
    private final CodeArea area;
    private final Wording wording;
    private final TextField query = new TextField();
    private final TextField replacement = new TextField();
    private final ToggleButton matchCase = new ToggleButton("Aa");
    private final ToggleButton regex = new ToggleButton(".*");
    private final Label count = new Label();
    private List<Search.Hit> hits = List.of();

    FindBar(CodeArea area, Wording wording) {
        this.area = area;
        this.wording = wording;
        getStyleClass().add("find-bar");
        setAlignment(Pos.CENTER_LEFT);
        query.setPromptText(wording.text("editor.find.query"));
        query.setAccessibleText(wording.text("editor.find.query"));
        replacement.setPromptText(wording.text("editor.find.replacement"));
        replacement.setAccessibleText(wording.text("editor.find.replacement"));
        query.setPrefColumnCount(22);
        replacement.setPrefColumnCount(18);
        count.getStyleClass().add("find-count");
        name(matchCase, "editor.find.match-case");
        name(regex, "editor.find.regex");
        getChildren()
                .addAll(
                        query,
                        matchCase,
                        regex,
                        button("↑", "editor.find.previous", this::previous),
                        button("↓", "editor.find.next", this::next),
                        count,
                        replacement,
                        button(wording.text("editor.find.replace"), "editor.find.replace", this::replace),
                        button(wording.text("editor.find.replace-all"), "editor.find.replace-all", this::replaceAll));
        query.textProperty().subscribe(_ -> search());
        matchCase.selectedProperty().subscribe(_ -> search());
        regex.selectedProperty().subscribe(_ -> search());
        addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        close();
    }

    void open() {
        String selected = area.getSelectedText();
        if (!selected.isEmpty() && !selected.contains("\n")) {
            query.setText(selected);
        }
        setVisible(true);
        setManaged(true);
        replacement.setDisable(!area.isEditable());
        query.requestFocus();
        query.selectAll();
        search();
    }

    void next() {
        search();
        int caret = area.getCaretPosition();
        hits.stream()
                .filter(h -> h.start() >= caret)
                .findFirst()
                .or(() -> hits.stream().findFirst())
                .ifPresent(this::select);
    }

    void previous() {
        search();
        int caret = area.getSelection().getStart();
        hits.reversed().stream()
                .filter(h -> h.end() <= caret)
                .findFirst()
                .or(() -> hits.reversed().stream().findFirst())
                .ifPresent(this::select);
    }

    private void keyPressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            close();
            area.requestFocus();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER && event.getTarget() == query) {
            if (event.isShiftDown()) {
                previous();
            } else {
                next();
            }
            event.consume();
        }
    }

    private void close() {
        setVisible(false);
        setManaged(false);
    }

    private Search asked() {
        return new Search(query.getText(), matchCase.isSelected(), regex.isSelected());
    }

    private void search() {
        Search search = asked();
        query.pseudoClassStateChanged(BROKEN, !search.valid());
        hits = search.in(area.getText());
        count.setText(
                query.getText().isEmpty()
                        ? ""
                        : hits.isEmpty()
                                ? wording.text("editor.find.none")
                                : wording.text("editor.find.count", hits.size()));
    }

    private void select(Search.Hit hit) {
        area.selectRange(hit.start(), hit.end());
        area.requestFollowCaret();
        int index = hits.indexOf(hit);
        count.setText(wording.text("editor.find.position", index + 1, hits.size()));
    }

    private void replace() {
        String selected = area.getSelectedText();
        List<Search.Hit> inSelection = asked().in(selected);
        if (inSelection.size() == 1
                && inSelection.getFirst().end() - inSelection.getFirst().start() == selected.length()) {
            area.replaceSelection(asked().replaceAll(selected, replacement.getText()));
        }
        next();
    }

    private void replaceAll() {
        if (!hits.isEmpty()) {
            int caret = area.getCaretPosition();
            area.replaceText(asked().replaceAll(area.getText(), replacement.getText()));
            area.moveTo(Math.min(caret, area.getLength()));
            search();
        }
    }

    private Button button(String label, String key, Runnable action) {
        var button = new Button(label);
        button.getStyleClass().addAll("flat", "small");
        button.setOnAction(_ -> action.run());
        name(button, key);
        return button;
    }

    private void name(ButtonBase button, String key) {
        button.setAccessibleText(wording.text(key));
        button.setTooltip(new Tooltip(wording.text(key)));
    }
}
