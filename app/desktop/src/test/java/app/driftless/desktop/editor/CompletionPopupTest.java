package app.driftless.desktop.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.desktop.Stagehand;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.geometry.BoundingBox;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;

class CompletionPopupTest {
    /// A popup is a window of its own, which has the colours of ours only while it is shown.
    @Test
    void itsRowsFindTheirColoursHoweverOftenItIsShown() throws InterruptedException {
        Stagehand.start();
        var content = new StackPane();
        var popup = new ArrayList<CompletionPopup>();
        Stage stage = Stagehand.onFx(() -> {
            var shown = new Stage();
            shown.setScene(Stagehand.dressed(content));
            shown.show();
            popup.add(new CompletionPopup("Proposals", _ -> {}));
            return shown;
        });
        Stagehand.cssFaults();
        for (int count : List.of(12, 3, 1, 0, 20)) {
            Stagehand.onFx(() -> {
                popup.getFirst().show(content, new BoundingBox(100, 100, 1, 16), proposals(count));
                return true;
            });
            Stagehand.await(() -> popup.getFirst().isShowing() == (count > 0));
            Thread.sleep(60);
        }
        assertTrue(popup.getFirst().isShowing());
        Stagehand.onFx(() -> {
            popup.getFirst().hide();
            stage.close();
            return true;
        });
        assertEquals(List.of(), Stagehand.cssFaults());
    }

    private static List<Language.Proposal> proposals(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i -> new Language.Proposal("field" + i, "integer", "What it is for.", 0, "field" + i + ": ", 0))
                .toList();
    }
}
