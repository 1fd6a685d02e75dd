package app.driftless.desktop.editor;

import app.driftless.desktop.fx.DressedPopup;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.PopupWindow;

/// The list of proposals under the caret, with the documentation of the selected one beside it.
final class CompletionPopup {
    private static final double ROW = 24;
    private static final double DOCUMENTATION = 300;
    private static final int MOST_ROWS = 10;
    private final DressedPopup popup = new DressedPopup();
    private final ListView<Language.Proposal> list = new ListView<>();
    private final Label documentation = new Label();
    private final Consumer<Language.Proposal> chosen;

    CompletionPopup(String accessibleName, Consumer<Language.Proposal> chosen) {
        this.chosen = chosen;
        list.setFixedCellSize(ROW);
        list.setPrefWidth(320);
        // A popup gets the keys first: a list with the focus would keep Enter and the arrows for itself.
        list.setFocusTraversable(false);
        list.setAccessibleText(accessibleName);
        list.setCellFactory(_ -> new ProposalCell());
        list.setOnMouseClicked(_ -> accept());
        documentation.setWrapText(true);
        documentation.getStyleClass().add("completion-documentation");
        documentation.setPrefWidth(DOCUMENTATION);
        documentation.setMaxHeight(MOST_ROWS * ROW);
        var pane = new BorderPane(list, null, documentation, null, null);
        pane.getStyleClass().add("completion-popup");
        popup.getContent().add(pane);
        // Where it is put is where its list begins, not its shadow.
        popup.setAnchorLocation(PopupWindow.AnchorLocation.CONTENT_TOP_LEFT);
        popup.setAutoHide(true);
        popup.setHideOnEscape(true);
        // Rows that wait in a hidden popup are laid out before it has its colours back, and find none.
        popup.setOnHidden(_ -> list.getItems().clear());
        list.getSelectionModel().selectedItemProperty().subscribe(item -> {
            documentation.setText(item == null ? "" : item.documentation());
            documentation.setVisible(item != null && !item.documentation().isBlank());
            documentation.setManaged(documentation.isVisible());
            fitDocumentation();
        });
    }

    /// A wrapped label asks for one line only until it knows its width, and knows nothing before it is shown.
    private void fitDocumentation() {
        if (popup.isShowing()) {
            documentation.applyCss();
            documentation.setMinHeight(Math.min(MOST_ROWS * ROW, documentation.prefHeight(DOCUMENTATION)));
            popup.sizeToScene();
        }
    }

    boolean isShowing() {
        return popup.isShowing();
    }

    void show(Node owner, Bounds caret, List<Language.Proposal> proposals) {
        if (proposals.isEmpty()) {
            popup.hide();
            return;
        }
        list.setPrefHeight(Math.min(MOST_ROWS, proposals.size()) * ROW + 2);
        if (popup.isShowing()) {
            popup.setX(caret.getMinX());
            popup.setY(caret.getMaxY() + 2);
        } else {
            popup.show(owner, caret.getMinX(), caret.getMaxY() + 2);
        }
        list.getItems().setAll(proposals);
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
        fitDocumentation();
    }

    void hide() {
        popup.hide();
    }

    /// Handles the keys that belong to an open list.
    void filter(KeyEvent event) {
        if (!popup.isShowing()) {
            return;
        }
        int selected = list.getSelectionModel().getSelectedIndex();
        switch (event.getCode()) {
            case UP -> select(selected - 1);
            case DOWN -> select(selected + 1);
            case PAGE_UP -> select(selected - MOST_ROWS);
            case PAGE_DOWN -> select(selected + MOST_ROWS);
            case ENTER, TAB -> accept();
            case ESCAPE -> popup.hide();
            default -> {
                if (event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT) {
                    popup.hide();
                }
                return;
            }
        }
        event.consume();
    }

    private void select(int index) {
        int size = list.getItems().size();
        int target = Math.clamp(index, 0, size - 1);
        list.getSelectionModel().select(target);
        list.scrollTo(Math.max(0, target - MOST_ROWS / 2));
    }

    private void accept() {
        Language.Proposal proposal = list.getSelectionModel().getSelectedItem();
        popup.hide();
        if (proposal != null) {
            chosen.accept(proposal);
        }
    }

    private static final class ProposalCell extends ListCell<Language.Proposal> {
        private final Label name = new Label();
        private final Label detail = new Label();
        private final HBox row = new HBox(8, name, spacer(), detail);

        ProposalCell() {
            detail.getStyleClass().add("completion-detail");
            name.getStyleClass().add("completion-name");
        }

        @Override
        protected void updateItem(Language.Proposal item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
            } else {
                name.setText(item.label());
                detail.setText(item.detail());
                setGraphic(row);
            }
        }

        private static Region spacer() {
            var region = new Region();
            HBox.setHgrow(region, Priority.ALWAYS);
            return region;
        }
    }
}
