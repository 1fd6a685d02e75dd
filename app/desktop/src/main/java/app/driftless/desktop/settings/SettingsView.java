package app.driftless.desktop.settings;

import app.driftless.core.settings.Settings;
import app.driftless.core.settings.SettingsStore;
import app.driftless.core.settings.TrustStore;
import app.driftless.desktop.fx.ViewLoader;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.shell.AppearanceMenus;
import app.driftless.desktop.shell.SettingsEdit;
import app.driftless.desktop.shell.TabContent;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
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
    private final SettingsStore store;
    private final ObservableValue<Settings> settings;
    private final TrustStore trust;
    private final Surroundings around;
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

    @SuppressWarnings("NullAway.Init") // FXML fills the fields.
    public SettingsView(
            SettingsStore store,
            ObservableValue<Settings> settings,
            TrustStore trust,
            Surroundings around,
            ViewLoader views) {
        this.store = store;
        this.settings = settings;
        this.trust = trust;
        this.around = around;
        root = views.load(this);
    }

    @FXML
    private void initialize() {
        appearance.getChildren().setAll(new AppearanceMenus(store, settings, around.words()).nodes());
        settings.subscribe(this::show);
        zoom.valueProperty().subscribe(value -> {
            if (!zoom.isValueChanging()) {
                store.change(s -> SettingsEdit.zoom(s, value.doubleValue() / 100));
            }
        });
        kubeconfigs.setOnAction(_ -> commitPrograms());
        kustomize.setOnAction(_ -> commitPrograms());
        kubeconfigs.focusedProperty().subscribe(this::commitOnLeave);
        kustomize.focusedProperty().subscribe(this::commitOnLeave);
        paused.setOnAction(_ -> store.change(s -> SettingsEdit.paused(s, paused.isSelected())));
        allowed.getItems().setAll(trust.allowedExec());
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
        try {
            List<Path> files = new ArrayList<>();
            for (String part : kubeconfigs.getText().split(File.pathSeparator)) {
                if (!part.isBlank()) {
                    files.add(Path.of(part.strip()));
                }
            }
            String program = kustomize.getText().strip();
            Optional<Path> path = program.isEmpty() ? Optional.empty() : Optional.of(Path.of(program));
            store.change(s -> SettingsEdit.programs(s, files, path));
        } catch (InvalidPathException e) {
            // What was typed is no path on this system: the field says so by going back.
            show(settings.getValue());
        }
    }

    @Override
    public Node node() {
        return root;
    }
}
