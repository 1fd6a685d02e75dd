package app.driftless.desktop.notice;

import app.driftless.desktop.fx.Overlay;
import app.driftless.desktop.i18n.Words;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;

/// A question with one way forward and one way back.
public final class ConfirmPane {
    private static final double WIDTH = 480;
    /// With something to look at.
    private static final double WIDE = 620;

    /// @param action the verb and its object, for the button
    public record Question(String title, String body, String action) {}

    private ConfirmPane() {}

    /// Asks, and runs `yes` if that is the answer.
    public static void ask(Overlay overlay, Words words, Question question, Runnable yes) {
        ask(overlay, words, question, List.of(), yes);
    }

    /// @param shown what is to be looked at before the answer
    public static void ask(Overlay overlay, Words words, Question question, List<Node> shown, Runnable yes) {
        overlay.show(
                new DialogCard(question.title(), shown.isEmpty() ? WIDTH : WIDE)
                        .with(DialogCard.note(question.body()))
                        .with(shown.toArray(Node[]::new))
                        .asking(overlay, words, new Button(question.action()), yes),
                () -> {});
    }
}
