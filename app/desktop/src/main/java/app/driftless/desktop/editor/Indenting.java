package app.driftless.desktop.editor;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.TwoDimensional.Bias;

/// What Enter and Tab mean in a manifest. FX thread.
final class Indenting {
    private final CodeArea area;

    Indenting(CodeArea area) {
        this.area = area;
    }

    /// @return whether the key was one of these
    boolean pressed(KeyEvent event) {
        if (event.isShortcutDown() || !area.isEditable()) {
            return false;
        }
        if (event.getCode() == KeyCode.ENTER) {
            String line = area.getParagraph(area.getCurrentParagraph()).getText();
            area.replaceSelection(
                    Indentation.newline(line.substring(0, Math.min(area.getCaretColumn(), line.length()))));
            area.requestFollowCaret();
            return true;
        }
        if (event.getCode() == KeyCode.TAB) {
            tab(event.isShiftDown());
            return true;
        }
        return false;
    }

    /// Indents or unindents the lines of the selection; without one, Tab inserts spaces.
    private void tab(boolean back) {
        int first = area.offsetToPosition(area.getSelection().getStart(), Bias.Forward)
                .getMajor();
        int last = area.offsetToPosition(area.getSelection().getEnd(), Bias.Backward)
                .getMajor();
        if (!back && first == last) {
            area.replaceSelection(Indentation.STEP);
            return;
        }
        for (int line = first; line <= last; line++) {
            if (!back) {
                area.insertText(line, 0, Indentation.STEP);
            } else if (area.getParagraph(line).getText().startsWith(Indentation.STEP)) {
                area.deleteText(line, 0, line, Indentation.STEP.length());
            }
        }
    }
}
