package app.driftless.desktop.cluster;

import app.driftless.core.cluster.ContextInfo;
import app.driftless.desktop.fx.Cells;
import app.driftless.desktop.fx.ViewLoader;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.ProblemPane;
import app.driftless.desktop.notice.Surroundings;
import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The dialog that binds a cluster: choose a context, test it, see who answers, bind.
public final class BindView {
    private final BindViewModel model;
    private final Surroundings around;
    private final Words words;

    @FXML
    private Label title;

    @FXML
    private ListView<ContextInfo> contexts;

    @FXML
    private CheckBox plugin;

    @FXML
    private ProgressBar busy;

    @FXML
    private VBox identity;

    @FXML
    private Label server;

    @FXML
    private Label uid;

    @FXML
    private Label ca;

    @FXML
    private Label version;

    @FXML
    private VBox problem;

    @FXML
    private Button cancel;

    @FXML
    private Button test;

    @FXML
    private Button bind;

    @SuppressWarnings("NullAway.Init") // FXML fills the fields.
    BindView(BindViewModel model, Surroundings around) {
        this.model = model;
        this.around = around;
        words = around.words();
    }

    public static void open(BindViewModel model, Surroundings around, ViewLoader views) {
        Parent root = views.load(new BindView(model, around));
        around.overlay().show(root, model::cancel);
    }

    @FXML
    private void initialize() {
        var subject = model.subject();
        title.textProperty().bind(words.live("bind.title", subject.environment(), subject.cluster()));
        contexts.setItems(model.contexts());
        contexts.setFixedCellSize(44);
        contexts.setCellFactory(Cells.of(Row::new, Row::show));
        contexts.getSelectionModel().selectedItemProperty().subscribe(model.chosenProperty()::set);
        model.chosenProperty().subscribe(c -> contexts.getSelectionModel().select(c));
        plugin.textProperty()
                .bind(model.plugin()
                        .flatMap(path -> words.live(
                                "bind.plugin", path.map(Object::toString).orElse(""))));
        show(plugin, model.plugin().getValue().isPresent());
        model.plugin().subscribe(path -> show(plugin, path.isPresent()));
        plugin.selectedProperty().bindBidirectional(model.allowExecProperty());
        model.busy().subscribe(on -> busy.setVisible(on));
        model.tested().subscribe(this::showIdentity);
        model.problem().subscribe(p -> problem.getChildren()
                .setAll(p.map(value -> List.of(new ProblemPane(value, words))).orElse(List.of())));
        cancel.setOnAction(_ -> around.overlay().close());
        test.disableProperty().bind(model.mayTest().not());
        test.setOnAction(_ -> model.test());
        bind.textProperty()
                .bind(model.chosenProperty()
                        .map(c -> c == null ? "" : c.ref().context())
                        .orElse("…")
                        .flatMap(context -> words.live("bind.go", subject.environment(), subject.cluster(), context)));
        bind.disableProperty().bind(model.mayBind().not());
        bind.setOnAction(_ -> model.bind());
    }

    private static void show(Region region, boolean on) {
        region.setVisible(on);
        region.setManaged(on);
    }

    private void showIdentity(Optional<BindViewModel.Tested> tested) {
        show(identity, tested.isPresent());
        tested.ifPresent(found -> {
            server.setText(found.identity().server());
            uid.setText(found.identity().uid());
            ca.setText(
                    found.identity().caHash().isEmpty()
                            ? "–"
                            : found.identity()
                                            .caHash()
                                            .substring(
                                                    0,
                                                    Math.min(
                                                            24,
                                                            found.identity()
                                                                    .caHash()
                                                                    .length())) + "…");
            version.setText(found.version());
        });
    }

    private static final class Row extends HBox {
        private final Label name = new Label();
        private final Label where = new Label();

        Row() {
            super(8);
            setAlignment(Pos.CENTER_LEFT);
            name.getStyleClass().add("medium");
            where.getStyleClass().addAll("small", "muted");
            where.setMinWidth(0);
            var text = new VBox(name, where);
            text.setAlignment(Pos.CENTER_LEFT);
            HBox.setHgrow(text, Priority.ALWAYS);
            getChildren().add(text);
        }

        void show(ContextInfo context) {
            name.setText(context.ref().context());
            where.setText(context.server() + " · " + context.user());
            setAccessibleText(name.getText() + ", " + where.getText());
        }
    }
}
