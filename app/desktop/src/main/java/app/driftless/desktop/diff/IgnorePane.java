package app.driftless.desktop.diff;

import app.driftless.core.diff.IgnoreProposal;
import app.driftless.core.flow.Loadable;
import app.driftless.core.problem.Texts.ProblemText;
import app.driftless.desktop.fx.Overlay;
import app.driftless.desktop.i18n.Words;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Makes a rule from a difference: how far it reaches, where it counts and why, above the lines that it adds.
public final class IgnorePane extends VBox {
    private final IgnoreViewModel model;
    private final Words words;
    private final EditLines lines;
    private final Label trouble = new Label();
    private final Button save = new Button();

    private IgnorePane(IgnoreViewModel model, Overlay overlay, Words words, Consumer<EditPreview> yes) {
        this.model = model;
        this.words = words;
        getStyleClass().add("dialog-card");
        setMaxSize(620, USE_PREF_SIZE);
        setPrefWidth(620);
        var title = new Label(words.text("ignore.title"));
        title.getStyleClass().add("title");
        lines = new EditLines(words.text("edit.lines", ".driftless.yaml"));
        trouble.setWrapText(true);
        trouble.getStyleClass().add("plan-trouble");
        getChildren()
                .addAll(
                        title,
                        EditPane.note(words.text("ignore.body", model.shown().cluster())),
                        reaches(),
                        where(),
                        reason(),
                        lines,
                        trouble,
                        EditPane.note(words.text("edit.note")),
                        buttons(overlay, yes));
        model.previewProperty().subscribe(this::show);
    }

    /// Asks.
    ///
    /// @param yes is given the edit to save
    public static void ask(IgnoreViewModel model, Overlay overlay, Words words, Consumer<EditPreview> yes) {
        overlay.show(new IgnorePane(model, overlay, words, yes), () -> {});
    }

    private VBox reaches() {
        var box = new VBox(6);
        var group = new ToggleGroup();
        for (IgnoreProposal proposal : model.proposals()) {
            var radio = new RadioButton(words.text(
                    "ignore.reach." + proposal.scope().name().toLowerCase(Locale.ROOT),
                    model.difference().fieldPath(),
                    model.shown().diff().key().toString(),
                    model.shown().diff().key().kind(),
                    model.difference().manager().orElse("")));
            radio.setWrapText(true);
            radio.setToggleGroup(group);
            radio.setSelected(proposal == model.chosenProperty().get());
            radio.selectedProperty().subscribe(yes -> {
                if (yes) {
                    model.chosenProperty().set(proposal);
                }
            });
            box.getChildren().add(radio);
        }
        return box;
    }

    private CheckBox where() {
        var box = new CheckBox(words.text("ignore.everywhere", model.shown().environment()));
        box.selectedProperty().bindBidirectional(model.everywhereProperty());
        return box;
    }

    private TextField reason() {
        var field = new TextField();
        field.setPromptText(words.text("ignore.reason"));
        field.setAccessibleText(words.text("ignore.reason"));
        field.textProperty().bindBidirectional(model.reasonProperty());
        return field;
    }

    private void show(Loadable<EditPreview> preview) {
        boolean ready = preview instanceof Loadable.Ready;
        save.setDisable(!ready);
        trouble.setVisible(preview instanceof Loadable.Failed);
        trouble.setManaged(trouble.isVisible());
        switch (preview) {
            case Loadable.Ready<EditPreview>(var edit, var _) -> lines.show(edit);
            case Loadable.Failed<EditPreview> failed -> {
                lines.clear();
                ProblemText text = words.engine().text(failed.problem());
                trouble.setText(text.sentence() + " " + text.todo() + "  " + text.code());
            }
            case Loadable.Empty<EditPreview> _, Loadable.Loading<EditPreview> _ -> lines.clear();
        }
    }

    private HBox buttons(Overlay overlay, Consumer<EditPreview> yes) {
        var cancel = new Button(words.text("dialog.cancel"));
        cancel.setCancelButton(true);
        cancel.setOnAction(_ -> overlay.close());
        save.setText(words.text("ignore.action"));
        save.getStyleClass().add("accent");
        save.setOnAction(_ -> {
            if (model.previewProperty().get() instanceof Loadable.Ready<EditPreview> ready) {
                overlay.close();
                yes.accept(ready.value());
            }
        });
        var buttons = new HBox(cancel, save);
        buttons.getStyleClass().add("dialog-buttons");
        return buttons;
    }
}
