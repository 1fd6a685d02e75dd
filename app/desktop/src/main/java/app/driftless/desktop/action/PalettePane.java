package app.driftless.desktop.action;

import app.driftless.desktop.fx.Cells;
import app.driftless.desktop.fx.Overlay;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Icons;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.octicons.Octicons;

/// Go to anything: one field, and what it finds below.
public final class PalettePane extends VBox {
    private static final int LIMIT = 60;
    private static final double ROW = 32;

    private final TextField query = new TextField();
    private final ListView<PaletteItem> found = new ListView<>();
    private final Label nothing = new Label();
    private final Overlay overlay;
    private final List<PaletteItem> all = new ArrayList<>();

    private PalettePane(Overlay overlay, Words words, List<PaletteSource> sources, String prompt) {
        this.overlay = overlay;
        getStyleClass().add("palette");
        sources.forEach(source -> all.addAll(source.items()));
        query.setPromptText(words.text(prompt));
        query.setAccessibleText(words.text(prompt));
        nothing.setText(words.text("palette.nothing"));
        nothing.getStyleClass().add("muted");
        nothing.setPadding(new Insets(8));
        found.setAccessibleText(words.text("palette.found"));
        found.setFixedCellSize(ROW);
        found.setFocusTraversable(false);
        found.setCellFactory(Cells.of(Row::new, Row::show));
        found.setOnMouseClicked(_ -> choose());
        query.textProperty().subscribe(this::search);
        query.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        setMaxHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(query, nothing, found);
        StackPane.setMargin(this, new Insets(52, 0, 0, 0));
    }

    /// Opens over the window.
    public static void open(Overlay overlay, Words words, List<PaletteSource> sources, String prompt) {
        var pane = new PalettePane(overlay, words, sources, prompt);
        overlay.show(pane, Pos.TOP_CENTER, false, () -> {});
    }

    private void search(String text) {
        var hits = FuzzyMatch.rank(all, text, item -> item.name() + " " + item.detail(), LIMIT);
        found.getItems().setAll(hits);
        found.getSelectionModel().selectFirst();
        found.scrollTo(0);
        found.setPrefHeight(Math.min(10, hits.size()) * ROW + 2);
        found.setVisible(!hits.isEmpty());
        found.setManaged(!hits.isEmpty());
        nothing.setVisible(hits.isEmpty());
        nothing.setManaged(hits.isEmpty());
    }

    private void onKey(KeyEvent event) {
        int at = found.getSelectionModel().getSelectedIndex();
        switch (event.getCode()) {
            case DOWN ->
                found.getSelectionModel()
                        .select(Math.min(at + 1, found.getItems().size() - 1));
            case UP -> found.getSelectionModel().select(Math.max(at - 1, 0));
            case ENTER -> choose();
            default -> {
                return;
            }
        }
        event.consume();
        if (!found.getItems().isEmpty()) {
            found.scrollTo(Math.max(0, found.getSelectionModel().getSelectedIndex() - 8));
        }
    }

    private void choose() {
        PaletteItem item = found.getSelectionModel().getSelectedItem();
        if (item != null) {
            overlay.close();
            item.run().run();
        }
    }

    private static final class Row extends HBox {
        private final FontIcon icon = Icons.of(Octicons.DOT_16, 14);
        private final Label name = new Label();
        private final Label detail = new Label();
        private final Label key = new Label();

        Row() {
            super(8);
            setAlignment(Pos.CENTER_LEFT);
            detail.getStyleClass().addAll("small", "subtle");
            key.getStyleClass().add("keycap");
            name.setMinWidth(USE_PREF_SIZE);
            key.setMinWidth(USE_PREF_SIZE);
            var gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            getChildren().addAll(icon, name, detail, gap, key);
        }

        void show(PaletteItem item) {
            icon.setIconCode(item.icon());
            name.setText(item.name());
            detail.setText(item.detail());
            key.setText(item.key());
            key.setVisible(!item.key().isEmpty());
            setAccessibleText(item.name() + " " + item.detail());
        }
    }
}
