package app.driftless.desktop.repository;

import app.driftless.desktop.fx.ViewLoader;
import app.driftless.desktop.notice.OperationsPane;
import app.driftless.desktop.notice.ProblemPane;
import app.driftless.desktop.notice.Surroundings;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;

/// The dialog that clones: where from, where to, and how far it is.
public final class CloneView {
    private final CloneViewModel model;
    private final Surroundings around;

    @FXML
    private TextField url;

    @FXML
    private TextField folder;

    @FXML
    private Button choose;

    @FXML
    private Button cancel;

    @FXML
    private Button go;

    @FXML
    private VBox progress;

    @FXML
    private ProgressBar bar;

    @FXML
    private Label phase;

    @FXML
    private VBox problem;

    @SuppressWarnings("NullAway.Init") // FXML fills the fields.
    CloneView(CloneViewModel model, Surroundings around) {
        this.model = model;
        this.around = around;
    }

    /// Opens the dialog.
    public static void open(CloneViewModel model, Surroundings around, ViewLoader views) {
        Parent root = views.load(new CloneView(model, around));
        around.overlay().show(root, model::cancel);
    }

    @FXML
    private void initialize() {
        url.textProperty().bindBidirectional(model.urlProperty());
        folder.textProperty().bindBidirectional(model.folderProperty());
        url.disableProperty().bind(model.running());
        folder.disableProperty().bind(model.running());
        choose.disableProperty().bind(model.running());
        choose.setOnAction(_ -> chooseFolder());
        cancel.setOnAction(_ -> around.overlay().close());
        go.disableProperty().bind(model.ready().not());
        go.setOnAction(_ -> model.start());
        progress.visibleProperty().bind(model.running());
        progress.managedProperty().bind(model.running());
        phase.textProperty().bind(model.state().map(s -> s.map(o -> OperationsPane.phase(around.words(), o))
                .orElse("")));
        bar.progressProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> model.state()
                                .getValue()
                                .map(OperationsPane::fraction)
                                .orElse(ProgressBar.INDETERMINATE_PROGRESS),
                        model.state()));
        model.problem().subscribe(p -> problem.getChildren()
                .setAll(p.map(value -> List.of(new ProblemPane(value, around.words())))
                        .orElse(List.of())));
        model.done().subscribe(done -> {
            if (done) {
                around.overlay().close();
            }
        });
    }

    private void chooseFolder() {
        var chooser = new DirectoryChooser();
        chooser.setTitle(around.words().text("clone.folder"));
        File chosen = chooser.showDialog(go.getScene().getWindow());
        if (chosen != null) {
            model.chooseParent(Path.of(chosen.getPath()));
        }
    }
}
