package app.driftless.desktop.cluster;

import app.driftless.core.flow.OperationState;
import app.driftless.core.sandbox.SandboxState;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.OperationsPane;
import app.driftless.desktop.notice.ProblemPane;
import app.driftless.desktop.theme.Icons;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// The sandbox cluster at a glance: state, progress, start, cancel, stop.
public final class SandboxCard extends VBox {
    private final SandboxViewModel model;
    private final Words words;

    public SandboxCard(SandboxViewModel model, Words words) {
        this.model = model;
        this.words = words;
        getStyleClass().addAll("card", "sandbox-card");
        setMaxHeight(USE_PREF_SIZE);
        setMaxWidth(480);
        var about = text("sandbox.about", "muted");
        var problem = new VBox();
        model.problem().subscribe(p -> problem.getChildren()
                .setAll(p.map(value -> List.of(new ProblemPane(value, words))).orElse(List.of())));
        var body = new VBox(head(), about, progress(), running(), problem);
        body.getStyleClass().add("sandbox-body");
        var foot = new VBox(text("sandbox.once", "muted"));
        foot.getStyleClass().add("sandbox-foot");
        getChildren().addAll(body, foot);
    }

    private Label text(String key, String style) {
        var label = new Label();
        label.textProperty().bind(words.live(key));
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().addAll("small", style);
        return label;
    }

    private HBox head() {
        var title = new Label();
        title.textProperty().bind(words.live("action.show-sandbox"));
        title.getStyleClass().add("strong");
        var tag = new Label();
        tag.getStyleClass().add("tag");
        tag.textProperty().bind(stateText());
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var button = new Button();
        button.textProperty().bind(model.busy().flatMap(busy -> model.state()
                .flatMap(state -> words.live(
                        busy
                                ? "sandbox.cancel"
                                : state instanceof SandboxState.Running ? "sandbox.stop" : "sandbox.start"))));
        button.setOnAction(_ -> {
            if (model.busy().getValue()) {
                model.cancel();
            } else if (model.state().getValue() instanceof SandboxState.Running) {
                model.stop();
            } else {
                model.start();
            }
        });
        button.accessibleTextProperty()
                .bind(button.textProperty().flatMap(t -> words.live("sandbox.buttonNamed", t, model.name())));
        var head = new HBox(8, Icons.of(Octicons.SERVER_16), title, tag, gap, button);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private ObservableValue<String> stateText() {
        return model.busy().flatMap(busy -> model.state()
                .flatMap(state -> words.live(
                        switch (state) {
                            case SandboxState.Running _ -> "sandbox.state.running";
                            case SandboxState.Starting _ -> "sandbox.state.starting";
                            case SandboxState.Failed _ -> busy ? "sandbox.state.starting" : "sandbox.state.failed";
                            case SandboxState.Stopped _ -> busy ? "sandbox.state.starting" : "sandbox.state.stopped";
                        })));
    }

    private VBox progress() {
        var phase = new Label();
        phase.getStyleClass().add("medium");
        phase.textProperty().bind(model.progress().flatMap(p -> words.locale()
                .map(_ -> p.map(o -> OperationsPane.phase(words, o)).orElse(""))));
        var bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.accessibleTextProperty().bind(words.live("sandbox.progress"));
        ObservableValue<Optional<OperationState>> progress = model.progress();
        bar.progressProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> progress.getValue()
                                .map(OperationsPane::fraction)
                                .orElse(ProgressBar.INDETERMINATE_PROGRESS),
                        progress));
        var box = new VBox(6, phase, bar);
        box.visibleProperty().bind(model.busy());
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    /// Where it answers, to copy into another tool.
    private VBox running() {
        var kubeconfig = new TextField();
        kubeconfig.setEditable(false);
        kubeconfig.getStyleClass().add("code");
        kubeconfig.accessibleTextProperty().bind(words.live("sandbox.kubeconfig"));
        var version = new Label();
        version.getStyleClass().addAll("small", "muted");
        model.state().subscribe(state -> {
            if (state instanceof SandboxState.Running running) {
                kubeconfig.setText(running.kubeconfig().toString());
                version.setText("Kubernetes " + running.kubernetes() + " · " + running.server());
            }
        });
        var box = new VBox(6, version, text("sandbox.kubeconfig", "muted"), kubeconfig);
        box.visibleProperty().bind(model.state().map(SandboxState.Running.class::isInstance));
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }
}
