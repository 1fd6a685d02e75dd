package app.driftless.desktop.diff;

import app.driftless.core.diff.IgnoreProposal;
import app.driftless.core.flow.Loadable;
import app.driftless.core.problem.Texts.ProblemText;
import app.driftless.desktop.fx.Overlay;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.DialogCard;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Makes a rule from a difference: how far it reaches, where it counts and why, above the lines that it adds.
public final class IgnorePane {
    private static final double WIDTH = 620;
    private final IgnoreViewModel model;
    private final Words words;
    private final EditLines lines;
    private final Label note;
    private final Label trouble = new Label();
    private final Button save = new Button();

    private IgnorePane(IgnoreViewModel model, Words words) {
        this.model = model;
        this.words = words;
        lines = new EditLines(words.text("edit.lines", ".driftless.yaml"));
        note = DialogCard.note(words.text("edit.note"));
        trouble.setWrapText(true);
        trouble.setMinHeight(Region.USE_PREF_SIZE);
        trouble.getStyleClass().add("plan-trouble");
        save.setText(words.text("ignore.action"));
        model.previewProperty().subscribe(this::show);
    }

    /// Asks.
    ///
    /// @param yes is given the edit to save
    public static void ask(IgnoreViewModel model, Overlay overlay, Words words, Consumer<EditPreview> yes) {
        overlay.show(new IgnorePane(model, words).card(overlay, yes), () -> {});
    }

    private DialogCard card(Overlay overlay, Consumer<EditPreview> yes) {
        return new DialogCard(words.text("ignore.title"), WIDTH)
                .with(
                        DialogCard.note(words.text("ignore.body", model.shown().cluster())),
                        reaches(),
                        where(),
                        reason(),
                        lines,
                        trouble,
                        note)
                .asking(overlay, words, save, () -> model.previewProperty()
                        .get()
                        .latest()
                        .ifPresent(ready -> yes.accept(ready.value())));
    }

    private static void only(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
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
        boolean failed = preview instanceof Loadable.Failed;
        only(trouble, failed);
        only(lines, !failed);
        only(note, !failed);
        switch (preview) {
            case Loadable.Ready<EditPreview>(var edit, var _) -> lines.show(edit);
            case Loadable.Failed<EditPreview> why -> {
                lines.clear();
                ProblemText text = words.engine().text(why.problem());
                trouble.setText(text.sentence());
            }
            case Loadable.Empty<EditPreview> _, Loadable.Loading<EditPreview> _ -> lines.clear();
        }
    }
}
