package app.driftless.desktop.settings;

import app.driftless.core.settings.Settings;
import app.driftless.desktop.fx.ViewLoader;
import app.driftless.desktop.shell.TabContent;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;

/// The settings: how it looks, which programs and files it uses, what was allowed. Each change counts at once.
public final class SettingsView implements TabContent {
    private final SettingsViewModel model;
    private final List<Node> appearanceMenus;
    private final Parent root;

    @FXML
    private HBox appearance;

    @FXML
    private Slider zoom;

    @FXML
    private TextField kubeconfigs;

    @FXML
    private TextField kustomize;

    @FXML
    private CheckBox paused;

    @FXML
    private ListView<Path> allowed;

    /// @param appearanceMenus theme and language
    @SuppressWarnings("NullAway.Init") // FXML fills the fields.
    public SettingsView(SettingsViewModel model, List<Node> appearanceMenus, ViewLoader views) {
        this.model = model;
        this.appearanceMenus = List.copyOf(appearanceMenus);
        root = views.load(this);
    }

    @FXML
    private void initialize() {
        appearance.getChildren().setAll(appearanceMenus);
        model.settings().subscribe(this::show);
        zoom.valueProperty().subscribe(value -> {
            if (!zoom.isValueChanging()) {
                model.zoom(value.doubleValue());
            }
        });
        kubeconfigs.setOnAction(_ -> commitPrograms());
        kustomize.setOnAction(_ -> commitPrograms());
        kubeconfigs.focusedProperty().subscribe(this::commitOnLeave);
        kustomize.focusedProperty().subscribe(this::commitOnLeave);
        paused.setOnAction(_ -> model.pause(paused.isSelected()));
        allowed.getItems().setAll(model.allowedPrograms());
    }

    private void show(Settings now) {
        zoom.setValue(Math.round(now.zoom() * 100));
        kubeconfigs.setText(String.join(
                File.pathSeparator,
                now.kubeconfigs().stream().map(Path::toString).toList()));
        kustomize.setText(now.kustomizeProgram().map(Path::toString).orElse(""));
        paused.setSelected(now.syncsPaused());
    }

    private void commitOnLeave(boolean focused) {
        if (!focused) {
            commitPrograms();
        }
    }

    private void commitPrograms() {
        if (!model.programs(kubeconfigs.getText(), kustomize.getText())) {
            // What was typed is no path on this system: the field says so by going back.
            show(model.settings().getValue());
        }
    }

    @Override
    public Node node() {
        return root;
    }
}
