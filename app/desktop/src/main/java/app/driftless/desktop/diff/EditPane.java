package app.driftless.desktop.diff;

import app.driftless.desktop.fx.Overlay;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.ConfirmPane;
import app.driftless.desktop.notice.DialogCard;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;

/// Shows what an edit of the work tree changes, and asks before it is saved.
public final class EditPane {
    private EditPane() {}

    /// Asks, and runs `yes` if that is the answer.
    public static void ask(
            ConfirmPane.Question question, List<EditPreview> edits, Overlay overlay, Words words, Runnable yes) {
        var shown = new ArrayList<Node>();
        for (EditPreview edit : edits) {
            var lines = new EditLines(words.text("edit.lines", edit.path()));
            lines.show(edit);
            shown.add(lines);
        }
        shown.add(DialogCard.note(words.text("edit.note")));
        ConfirmPane.ask(overlay, words, question, shown, yes);
    }
}
