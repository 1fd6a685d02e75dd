package app.driftless.desktop.shell;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/// What stands where there is nothing to show: one line, one more in muted, at most one button.
public final class EmptyState extends VBox {
    private final Label title = new Label();
    private final Label detail = new Label();

    public EmptyState(ObservableValue<String> title, ObservableValue<String> detail) {
        getStyleClass().add("empty-state");
        this.title.textProperty().bind(title);
        this.title.getStyleClass().add("medium");
        this.detail.textProperty().bind(detail);
        this.detail.getStyleClass().add("muted");
        this.title.setWrapText(true);
        this.detail.setWrapText(true);
        this.detail.setTextAlignment(TextAlignment.CENTER);
        getChildren().addAll(this.title, this.detail);
    }

    /// Adds the one thing to do next.
    public EmptyState withAction(ObservableValue<String> text, Runnable action) {
        var button = new Button();
        button.textProperty().bind(text);
        button.setOnAction(_ -> action.run());
        getChildren().add(button);
        return this;
    }
}
