package app.driftless.desktop.repository;

import app.driftless.core.repo.RepoState;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.action.ActionRegistry;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.theme.Icons;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.octicons.Octicons;

/// The repository's part of the toolbar: which one, which branch, and the next step to the remote.
public final class RepositoryToolbar {
    private final RepositoryViewModel model;
    private final ActionRegistry actions;
    private final Words words;
    private final Surroundings around;

    public RepositoryToolbar(RepositoryViewModel model, ActionRegistry actions, Surroundings around) {
        this.model = model;
        this.actions = actions;
        this.around = around;
        words = around.words();
        ObservableValue<Boolean> idle = model.working().map(busy -> !busy);
        ObservableValue<Boolean> remote = model.latest()
                .flatMap(s -> idle.map(
                        free -> free && s.filter(r -> !r.remotes().isEmpty()).isPresent()));
        actions.bind(
                ActionId.PUSH,
                model.nextStep()
                        .flatMap(step -> idle.flatMap(free ->
                                model.following().committing().map(committing -> committing || free && sends(step)))),
                model::push);
        actions.bind(ActionId.FETCH, remote, model::fetch);
        actions.bind(ActionId.PULL, remote, model::pull);
        actions.bind(ActionId.NEW_BRANCH, idle, () -> NewBranchPane.open(around, model));
    }

    private static boolean sends(NextStep step) {
        return step instanceof NextStep.Push || step instanceof NextStep.Publish;
    }

    /// For the start of the toolbar.
    public List<Node> start() {
        var divider = new Region();
        divider.getStyleClass().add("divider");
        return List.of(repositoryMenu(), branchMenu(), divider, stepButton());
    }

    /// How fresh what we know of the remote is; for the end of the toolbar.
    public Label freshness() {
        var label = new Label();
        label.getStyleClass().add("toolbar-note");
        label.textProperty().bind(model.fetched().flatMap(at -> around.now().flatMap(now -> at.map(
                        t -> words.live("repository.fetched", around.ages().ago(t, now)))
                .orElseGet(() -> words.locale().map(_ -> "")))));
        return label;
    }

    private MenuButton repositoryMenu() {
        var menu = new MenuButton();
        menu.getStyleClass().add("flat");
        menu.setGraphic(Icons.of(Octicons.REPO_16));
        var name = model.actions().repository().root().getFileName();
        menu.setText(name == null ? model.actions().repository().root().toString() : name.toString());
        menu.accessibleTextProperty().bind(words.live("repository.menu", menu.getText()));
        for (ActionId id : List.of(
                ActionId.OPEN_REPOSITORY,
                ActionId.CLONE_REPOSITORY,
                ActionId.REPOSITORY_HISTORY,
                ActionId.TRUST_REPOSITORY,
                ActionId.CLOSE_REPOSITORY)) {
            menu.getItems().add(item(id));
        }
        return menu;
    }

    private MenuButton branchMenu() {
        var menu = new MenuButton();
        menu.getStyleClass().add("flat");
        menu.setGraphic(Icons.of(Octicons.GIT_BRANCH_16));
        menu.textProperty().bind(model.latest().flatMap(s -> words.locale().map(_ -> branchText(s))));
        menu.accessibleTextProperty()
                .bind(menu.textProperty().flatMap(branch -> words.live("repository.branch", branch)));
        model.latest().subscribe(state -> state.ifPresent(s -> fill(menu, s)));
        return menu;
    }

    private String branchText(Optional<RepoState> state) {
        return state.map(s -> s.branch()
                        .orElseGet(() -> words.text(
                                "repository.detached",
                                s.head().map(c -> c.shortId()).orElse(""))))
                .orElse("…");
    }

    private void fill(MenuButton menu, RepoState state) {
        menu.getItems().clear();
        for (String branch : state.branches()) {
            var item = new MenuItem(branch);
            boolean current = state.branch().filter(branch::equals).isPresent();
            item.setGraphic(Icons.of(current ? Octicons.CHECK_16 : Octicons.GIT_BRANCH_16, 14));
            item.setDisable(current);
            item.setOnAction(_ -> model.checkout(branch));
            menu.getItems().add(item);
        }
        menu.getItems().add(new SeparatorMenuItem());
        for (ActionId id : List.of(ActionId.NEW_BRANCH, ActionId.FETCH, ActionId.PULL)) {
            menu.getItems().add(item(id));
        }
    }

    private MenuItem item(ActionId id) {
        var item = new MenuItem();
        item.textProperty().bind(words.live(id.text()));
        item.setGraphic(Icons.of(id.icon(), 14));
        item.disableProperty().bind(actions.enabled(id).map(on -> !on));
        item.setOnAction(_ -> actions.run(id));
        return item;
    }

    private Button stepButton() {
        var button = new Button();
        button.getStyleClass().addAll("tinted", "push-button");
        button.textProperty().bind(model.nextStep().flatMap(this::stepText));
        model.nextStep().subscribe(step -> {
            boolean quiet = step instanceof NextStep.Nothing || step instanceof NextStep.Impossible;
            button.getStyleClass().remove("quiet");
            if (quiet) {
                button.getStyleClass().add("quiet");
            }
            button.setGraphic(Icons.of(
                    switch (step) {
                        case NextStep.Push _, NextStep.Publish _ -> Octicons.REPO_PUSH_16;
                        case NextStep.Pull _ -> Octicons.REPO_PULL_16;
                        case NextStep.Nothing _, NextStep.Impossible _ -> Octicons.CHECK_16;
                    }));
        });
        button.disableProperty().bind(model.nextStep().flatMap(step -> model.working()
                .map(busy -> busy || step instanceof NextStep.Impossible)));
        button.setOnAction(_ -> model.step());
        return button;
    }

    private ObservableValue<String> stepText(NextStep step) {
        return switch (step) {
            case NextStep.Push(var n) -> words.live("repository.push", n);
            case NextStep.Publish _ -> words.live("repository.publish");
            case NextStep.Pull(var n) -> words.live("repository.pull", n);
            case NextStep.Nothing _ -> words.live("repository.pushed");
            case NextStep.Impossible _ -> words.live("repository.noRemote");
        };
    }
}
