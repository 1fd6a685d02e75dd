package app.driftless.desktop.cluster;

import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.shell.TabContent;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/// The page of the sandbox clusters, one card for each.
public final class SandboxPage implements TabContent {
    private final ScrollPane scroll;

    public SandboxPage(List<SandboxViewModel> sandboxes, Words words) {
        var box = new VBox(16);
        box.getStyleClass().add("sandbox-page");
        sandboxes.forEach(s -> box.getChildren().add(new SandboxCard(s, words)));
        scroll = new ScrollPane(box);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.accessibleTextProperty().bind(words.live("action.show-sandbox"));
    }

    @Override
    public Node node() {
        return scroll;
    }
}
