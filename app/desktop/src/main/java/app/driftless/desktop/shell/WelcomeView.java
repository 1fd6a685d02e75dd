package app.driftless.desktop.shell;

import app.driftless.core.Product;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.action.ActionRegistry;
import app.driftless.desktop.action.KeySheet;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Icons;
import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.StateGlyph;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;
import org.kordamp.ikonli.octicons.Octicons;

/// The first page: open, clone, try the sample; what was open lately; what is on this computer.
public final class WelcomeView extends BorderPane {
    private static final double LEFT = 540;
    private static final double RIGHT = 420;
    private static final int RECENT = 5;

    /// Something that was found on this computer.
    ///
    /// @param detail what it means for the person
    public record Found(Mark mark, String name, String detail) {}

    /// What the page shows beside the three ways to begin.
    ///
    /// @param top controls at the upper right
    /// @param sandbox the card of the sandbox cluster
    public record Parts(
            ObservableValue<List<Path>> recent, ObservableValue<List<Found>> found, List<Node> top, Node sandbox) {}

    private final ActionRegistry actions;
    private final Words words;
    private final Consumer<Path> open;
    private final VBox recent = new VBox(2);
    private final VBox found = new VBox(10);
    private final Button sample;

    /// @param open opens a folder that was dropped or chosen from the recent ones
    public WelcomeView(Parts parts, ActionRegistry actions, Words words, Consumer<Path> open) {
        this.actions = actions;
        this.words = words;
        this.open = open;
        getStyleClass().add("welcome");
        sample = start(ActionId.TRY_SAMPLE, "welcome.sample.detail");
        sample.getStyleClass().add("final");
        var first = start(ActionId.OPEN_REPOSITORY, "welcome.open.detail");
        first.getStyleClass().add("first");
        var list = new VBox(first, start(ActionId.CLONE_REPOSITORY, "welcome.clone.detail"), sample);
        list.getStyleClass().add("start-list");
        var left = new VBox(24, brand(), list, dropHint(), recent, found);
        left.setPrefWidth(LEFT);
        left.setMinWidth(LEFT);
        var right = new VBox(parts.sandbox());
        right.setPrefWidth(RIGHT);
        right.setMinWidth(RIGHT);
        var columns = new HBox(left, right);
        columns.getStyleClass().add("welcome-columns");
        columns.setPadding(new Insets(180, 24, 24, 24));
        var scroll = new ScrollPane(columns);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.accessibleTextProperty().bind(words.live("welcome.page"));
        setTop(top(parts.top()));
        setCenter(scroll);
        setBottom(foot());
        words.locale().subscribe(_ -> {
            showRecent(parts.recent().getValue());
            showFound(parts.found().getValue());
        });
        parts.recent().subscribe(this::showRecent);
        parts.found().subscribe(this::showFound);
        acceptDrops();
    }

    /// The focus begins at the sample.
    public void focusStart() {
        sample.requestFocus();
    }

    private static HBox top(List<Node> nodes) {
        var bar = new HBox(4);
        bar.setAlignment(Pos.CENTER_RIGHT);
        bar.setPadding(new Insets(8));
        bar.getChildren().addAll(nodes);
        return bar;
    }

    private HBox brand() {
        var line = new SVGPath();
        line.setContent("M10 16H14M22 16H34M10 28H22M30 28H34M18 12a4 4 0 1 0 .01 0ZM26 24a4 4 0 1 0 .01 0Z");
        line.getStyleClass().add("brand-line");
        var mark = new StackPane(line);
        mark.getStyleClass().add("brand");
        var name = new Label(Product.NAME);
        name.getStyleClass().add("welcome-title");
        var claim = new Label();
        claim.textProperty().bind(words.live("welcome.claim"));
        claim.getStyleClass().add("muted");
        var box = new HBox(16, mark, new VBox(name, claim));
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private Button start(ActionId id, String detailKey) {
        var name = new Label();
        name.textProperty().bind(words.live(id.text()));
        name.getStyleClass().add("strong");
        var detail = new Label();
        detail.textProperty().bind(words.live(detailKey));
        detail.getStyleClass().add("muted");
        var icon = new StackPane(Icons.of(id.icon(), 20));
        icon.getStyleClass().add("start-icon");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var cap = new Label(id.key().map(KeySheet::keyText).orElse("Enter"));
        cap.getStyleClass().add("keycap");
        var text = new VBox(2, name, detail);
        text.setAlignment(Pos.CENTER_LEFT);
        var row = new HBox(14, icon, text, gap, cap, Icons.of(Octicons.CHEVRON_RIGHT_16, 14));
        row.setAlignment(Pos.CENTER_LEFT);
        row.setPrefWidth(LEFT - 28);
        var button = new Button();
        button.setGraphic(row);
        button.getStyleClass().add("start-row");
        button.setMaxWidth(Double.MAX_VALUE);
        button.accessibleTextProperty().bind(words.live(id.text()));
        button.setOnAction(_ -> actions.run(id));
        button.disableProperty().bind(actions.enabled(id).map(on -> !on));
        return button;
    }

    private HBox dropHint() {
        var hint = new Label();
        hint.textProperty().bind(words.live("welcome.drop"));
        hint.getStyleClass().add("muted");
        var box = new HBox(6, Icons.of(Octicons.INBOX_16, 14), hint);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private void showRecent(List<Path> paths) {
        recent.getChildren().clear();
        recent.setManaged(!paths.isEmpty());
        if (paths.isEmpty()) {
            return;
        }
        recent.getChildren().add(heading("welcome.recent"));
        paths.stream().limit(RECENT).forEach(path -> {
            Path name = path.getFileName();
            var label = new Label(name == null ? path.toString() : name.toString());
            label.getStyleClass().add("medium");
            var folder = new Label(path.toString());
            folder.getStyleClass().addAll("small", "subtle");
            var row = new HBox(8, Icons.of(Octicons.REPO_16, 14), label, folder);
            row.setAlignment(Pos.CENTER_LEFT);
            var button = new Button();
            button.setGraphic(row);
            button.getStyleClass().addAll("flat", "recent-row");
            button.setMaxWidth(Double.MAX_VALUE);
            button.setAccessibleText(words.text("welcome.openNamed", path.toString()));
            button.setOnAction(_ -> open.accept(path));
            recent.getChildren().add(button);
        });
    }

    private void showFound(List<Found> facts) {
        found.getChildren().clear();
        found.setManaged(!facts.isEmpty());
        if (facts.isEmpty()) {
            return;
        }
        found.getChildren().add(heading("welcome.found"));
        for (Found fact : facts) {
            var name = new Label(fact.name());
            name.getStyleClass().add("medium");
            var detail = new Label(fact.detail());
            detail.getStyleClass().addAll("small", "muted");
            var row = new HBox(8, new StateGlyph(fact.mark()), name, detail);
            row.setAlignment(Pos.CENTER_LEFT);
            found.getChildren().add(row);
        }
    }

    private Label heading(String key) {
        var label = new Label(words.text(key));
        label.getStyleClass().add("strong");
        label.setPadding(new Insets(0, 0, 4, 0));
        return label;
    }

    private HBox foot() {
        var note = new Label();
        note.textProperty().bind(words.live("welcome.private"));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var keys = new Button();
        keys.textProperty().bind(words.live(ActionId.ALL_KEYS.text()));
        keys.getStyleClass().addAll("flat", "status-button");
        keys.setOnAction(_ -> actions.run(ActionId.ALL_KEYS));
        var cap = new Label("?");
        cap.getStyleClass().add("keycap");
        var foot = new HBox(6, note, gap, keys, cap);
        foot.getStyleClass().addAll("status-bar", "welcome-foot");
        return foot;
    }

    private void acceptDrops() {
        setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.LINK, TransferMode.COPY);
            }
        });
        setOnDragDropped(event -> {
            if (event.getDragboard().hasFiles()) {
                open.accept(event.getDragboard().getFiles().getFirst().toPath());
                event.setDropCompleted(true);
            }
        });
    }
}
