package app.driftless.benchmarks;

import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/// A window with one label: the least that the toolkit can do.
public final class EmptyWindow extends Application {
    public EmptyWindow() {}

    @Override
    public void start(Stage stage) {
        stage.setScene(new Scene(new StackPane(new Label("Driftless")), 1440, 900));
        stage.show();
    }
}
