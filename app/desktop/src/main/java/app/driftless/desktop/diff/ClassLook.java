package app.driftless.desktop.diff;

import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.DiffRow;
import app.driftless.core.diff.Difference;
import app.driftless.desktop.i18n.Ages;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.StateGlyph;
import java.time.InstantSource;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A row of the live diff: the class of its difference, who set it and when.
final class ClassLook implements RowLook {
    static final double SET_BY = 164;

    private final DiffViewModel model;
    private final Choices choices;
    private final Words words;
    private final Ages ages;
    private final InstantSource clock;
    private final StateGlyph symbol = new StateGlyph();
    private final Label manager = new Label();
    private final Label time = new Label();
    private final HBox setBy;

    ClassLook(DiffViewModel model, Choices choices, Words words, Ages ages, InstantSource clock) {
        this.model = model;
        this.choices = choices;
        this.words = words;
        this.ages = ages;
        this.clock = clock;
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        setBy = new HBox(manager, gap, time);
        setBy.getStyleClass().add("diff-set-by");
        setBy.setAlignment(Pos.CENTER_LEFT);
        manager.setMinWidth(0);
        time.setMinWidth(Region.USE_PREF_SIZE);
    }

    @Override
    public Node middle() {
        return symbol;
    }

    @Override
    public Node end() {
        return setBy;
    }

    @Override
    public double endWidth() {
        return SET_BY;
    }

    @Override
    public void show(Node cell, DiffRow.Line row, boolean first) {
        Optional<Difference> difference = difference(row);
        DiffClass kind = kind(row);
        ClassMarks.apply(cell, kind);
        symbol.show(kind == null || !first ? null : ClassMarks.mark(kind));
        manager.setText(first ? difference.flatMap(Difference::manager).orElse("") : "");
        time.setText(
                first
                        ? difference
                                .flatMap(Difference::time)
                                .map(t -> ages.at(t, clock.instant()))
                                .orElse("")
                        : "");
    }

    /// What a row is tinted as; null for one that is the same on both sides. Of an object that comes or goes every
    /// line is yours.
    private @Nullable DiffClass kind(DiffRow.Line row) {
        boolean whole =
                model.shownProperty().get().filter(s -> s.diff().isWhole()).isPresent();
        boolean oneSide = row.left().isEmpty() || row.right().isEmpty();
        return difference(row).map(Difference::kind).orElse(whole && oneSide ? DiffClass.YOURS : null);
    }

    @Override
    public void clear(Node cell) {
        ClassMarks.apply(cell, null);
    }

    @Override
    public String name(DiffRow.Line row) {
        String left = row.left().map(c -> c.text().strip()).orElse(words.text("diff.absent"));
        String right = row.right().map(c -> c.text().strip()).orElse(words.text("diff.absent"));
        boolean former = model.shownProperty()
                .get()
                .filter(s -> s.sides() instanceof Sides.Written)
                .isPresent();
        return difference(row)
                .map(d -> former
                        ? words.text("diff.row.written", left, right)
                        : words.text("diff.row", words.text("diff.class." + ClassMarks.name(d.kind())), left, right)
                                + d.manager().map(m -> ", " + m).orElse(""))
                .orElse(left);
    }

    @Override
    public String tip(DiffRow.Line row) {
        return model.shownProperty()
                .get()
                .flatMap(shown -> difference(row).map(d -> {
                    var told = Explanation.of(shown, d, choices.of(shown.field(d)), words, ages, clock.instant());
                    return told.title() + words.text("diff.title-end") + told.sentence() + "\n" + d.fieldPath() + "\n"
                            + told.next();
                }))
                .orElse("");
    }

    @Override
    public boolean hasTip() {
        return true;
    }

    private Optional<Difference> difference(DiffRow.Line row) {
        return row.difference().flatMap(model::difference);
    }
}
