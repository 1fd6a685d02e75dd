package app.driftless.desktop.repository;

import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.Surroundings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Asks for the name of a new branch, which starts here.
final class NewBranchPane extends VBox {
    private NewBranchPane(Surroundings around, RepositoryViewModel model) {
        Words words = around.words();
        getStyleClass().add("dialog-card");
        setPrefWidth(420);
        setMaxSize(420, USE_PREF_SIZE);
        var title = new Label(words.text("branch.title"));
        title.getStyleClass().add("title");
        var name = new TextField();
        name.setPromptText(words.text("branch.name"));
        name.setAccessibleText(words.text("branch.name"));
        var cancel = new Button(words.text("dialog.cancel"));
        cancel.setOnAction(_ -> around.overlay().close());
        var create = new Button();
        create.textProperty().bind(name.textProperty().map(n -> words.text("branch.create", n.strip())));
        create.getStyleClass().add("accent");
        create.setDefaultButton(true);
        create.disableProperty().bind(name.textProperty().map(n -> !isName(n.strip())));
        create.setOnAction(_ -> {
            around.overlay().close();
            model.createBranch(name.getText().strip());
        });
        var buttons = new HBox(cancel, create);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().addAll(title, name, buttons);
    }

    static void open(Surroundings around, RepositoryViewModel model) {
        around.overlay().show(new NewBranchPane(around, model), () -> {});
    }

    /// What `git check-ref-format` would take, as far as one sees it while typing; the engine judges for good.
    static boolean isName(String name) {
        return name.matches("[^\\s~^:?*\\[\\\\]+")
                && !name.contains("..")
                && !name.startsWith("-")
                && !name.startsWith("/")
                && !name.endsWith("/")
                && !name.endsWith(".lock")
                && !name.endsWith(".")
                && !name.contains("//")
                && !name.contains("@{");
    }
}
