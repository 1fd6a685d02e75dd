package app.driftless.desktop.diff;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.Difference;
import app.driftless.core.problem.Texts.ProblemText;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.diff.DiffActions.Deed;
import app.driftless.desktop.i18n.Ages;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Icons;
import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.StateGlyph;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// One sentence beside the chosen difference: what, who, when, what happens next; then what can be decided, what can
/// be done at once, and the rest in a menu.
final class ExplanationBar extends VBox {
    /// Where the sentence would have less room than this, what can be done goes below it.
    private static final double SENTENCE = 560;
    private static final List<Deed> BUTTONS = List.of(Deed.IGNORE, Deed.ADOPT, Deed.PUT_BACK);
    private static final Set<Deed> QUIET = Set.of(Deed.IGNORE, Deed.REMEMBER);
    private static final List<Deed> MENU = List.of(Deed.OPEN_SOURCE, Deed.OPEN_RULE, Deed.SYNC_OBJECT, Deed.SYNC_FIELD);
    private final DiffViewModel model;
    private final DiffActions actions;
    private final Words words;
    private final Ages ages;
    private final InstantSource clock;
    private final StateGlyph symbol = new StateGlyph();
    private final Label title = new Label();
    private final Label sentence = new Label();
    private final Label next = new Label();
    private final ChoiceSegments choices;
    private final Map<Deed, Button> buttons = new EnumMap<>(Deed.class);
    private final Button more = new Button();
    private final ContextMenu menu = new ContextMenu();
    private final HBox line = new HBox(10);
    private final HBox deeds = new HBox(10);

    ExplanationBar(DiffViewModel model, DiffActions actions, Words words, Ages ages, InstantSource clock) {
        this.model = model;
        this.actions = actions;
        this.words = words;
        this.ages = ages;
        this.clock = clock;
        getStyleClass().add("explanation");
        setAlignment(Pos.CENTER_LEFT);
        line.setAlignment(Pos.CENTER_LEFT);
        deeds.setAlignment(Pos.CENTER_RIGHT);
        next.getStyleClass().addAll("small", "muted");
        title.getStyleClass().add("strong");
        title.setMinWidth(USE_PREF_SIZE);
        var first = new HBox(6, title, told(sentence));
        var texts = new VBox(2, first, told(next));
        texts.setAlignment(Pos.CENTER_LEFT);
        texts.setMinWidth(0);
        HBox.setHgrow(texts, Priority.ALWAYS);
        choices = new ChoiceSegments(words, this::choose);
        line.getChildren().addAll(symbol, texts);
        deeds.getChildren().addAll(button(Deed.REMEMBER), choices);
        BUTTONS.forEach(deed -> deeds.getChildren().add(button(deed)));
        more.setGraphic(Icons.of(Octicons.KEBAB_HORIZONTAL_16, 14));
        more.getStyleClass().addAll("flat", "icon-only");
        more.setMinWidth(USE_PREF_SIZE);
        more.setOnAction(_ -> menu.show(more, Side.TOP, 0, 0));
        deeds.getChildren().add(more);
        widthProperty().subscribe(this::arrange);
        refresh();
    }

    private Button button(Deed deed) {
        var button = new Button();
        button.setMinWidth(USE_PREF_SIZE);
        if (QUIET.contains(deed)) {
            button.getStyleClass().add("flat");
        }
        button.setOnAction(_ -> run(deed));
        buttons.put(deed, button);
        return button;
    }

    private void arrange() {
        boolean menuOnly = deeds.getChildren().stream().filter(Node::isManaged).allMatch(more::equals);
        Pane place = menuOnly || getWidth() - deeds.prefWidth(-1) >= SENTENCE ? line : this;
        if (deeds.getParent() != place) {
            line.getChildren().remove(deeds);
            getChildren().setAll(line);
            place.getChildren().add(deeds);
        }
    }

    /// A line that is cut where it does not fit, and whole on hover.
    private static Node told(Label label) {
        label.setMinWidth(0);
        var whole = new Tooltip();
        whole.textProperty().bind(label.textProperty());
        whole.setWrapText(true);
        whole.setMaxWidth(520);
        label.setTooltip(whole);
        return label;
    }

    void refresh() {
        Optional<ShownDiff> shown = model.shownProperty().get();
        Optional<Difference> difference = model.chosenDifference();
        setVisible(shown.isPresent()
                && (difference.isPresent() || shown.get().diff().problem().isPresent()));
        setManaged(isVisible());
        if (!isVisible()) {
            return;
        }
        ShownDiff what = shown.orElseThrow();
        if (difference.isEmpty() || what.diff().action() == Action.ERROR) {
            showProblem(what);
        } else {
            showDifference(what, difference.get());
        }
    }

    /// The keys of what is in the menu, wherever in the comparison the focus is.
    void keyPressed(KeyEvent event) {
        boolean syncs = ActionId.SYNC_THIS.key().filter(key -> key.match(event)).isPresent();
        if (syncs) {
            model.shownProperty().get().ifPresent(actions::syncObject);
            event.consume();
        }
    }

    private void showProblem(ShownDiff what) {
        ProblemText text = words.engine().text(what.diff().problem().orElseThrow());
        ClassMarks.apply(this, null);
        symbol.show(Mark.ERROR);
        only(title, false);
        sentence.setText(text.what() + " " + text.why());
        next.setText(text.state() + " " + text.todo() + "  " + text.code());
        choices.hide();
        offer(Set.of(), false);
    }

    private void showDifference(ShownDiff what, Difference chosen) {
        Choice choice = actions.choices().of(what.field(chosen));
        var explanation = Explanation.of(what, chosen, choice, words, ages, clock.instant());
        ClassMarks.apply(this, chosen.kind());
        symbol.show(ClassMarks.mark(chosen.kind()));
        title.setText((explanation.title() + words.text("diff.title-end")).strip());
        only(title, true);
        sentence.setText(explanation.sentence());
        next.setText(explanation.next());
        choices.show(chosen, choice, what.settled(chosen).isPresent());
        offer(actions.possible(what, chosen), Choice.open(chosen).contains(Choice.TAKE_OVER));
    }

    /// @param deciding keeps room for what comes with a decision, so that nothing moves under the pointer
    private void offer(Set<Deed> possible, boolean deciding) {
        buttons.forEach((deed, button) -> {
            boolean there = possible.contains(deed);
            only(button, there);
            button.setText(words.text(key(deed)));
            if (deed == Deed.REMEMBER) {
                button.setManaged(deciding);
            }
        });
        menu.getItems()
                .setAll(MENU.stream().filter(possible::contains).map(this::item).toList());
        only(more, !menu.getItems().isEmpty());
        only(deeds, deeds.getChildren().stream().anyMatch(Node::isManaged));
        arrange();
        more.setAccessibleText(words.text("diff.more"));
        more.setTooltip(new Tooltip(words.text("diff.more")));
    }

    private static void only(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private MenuItem item(Deed deed) {
        var item = new MenuItem(words.text(key(deed)));
        if (deed == Deed.SYNC_OBJECT) {
            ActionId.SYNC_THIS.key().map(KeyCombination.class::cast).ifPresent(item::setAccelerator);
        }
        item.setOnAction(_ -> run(deed));
        return item;
    }

    private static String key(Deed deed) {
        return "diff.deed." + deed.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void choose(Choice choice) {
        model.shownProperty().get().ifPresent(shown -> model.chosenDifference()
                .ifPresent(d -> actions.choices().choose(shown.field(d), choice)));
    }

    private void run(Deed deed) {
        model.shownProperty().get().ifPresent(shown -> model.chosenDifference()
                .ifPresent(d -> actions.run(deed, shown, d)));
    }
}
