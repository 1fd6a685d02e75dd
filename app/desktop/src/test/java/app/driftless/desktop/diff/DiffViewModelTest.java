package app.driftless.desktop.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.DiffRow;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.ResourceKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiffViewModelTest {
    private final DiffViewModel model = new DiffViewModel(Runnable::run, Runnable::run);

    @BeforeEach
    void show() {
        model.show(shown(
                difference("a", DiffClass.YOURS),
                difference("b", DiffClass.DEFAULT),
                difference("c", DiffClass.DRIFT)));
    }

    @Test
    void hidesDefaultsAtFirstAndCountsThem() {
        assertEquals(Map.of(DiffClass.YOURS, 1, DiffClass.DEFAULT, 1, DiffClass.DRIFT, 1), model.counts());
        assertEquals(2, model.total());
        assertTrue(rowText().contains("a: old"));
    }

    @Test
    void walksTheDifferencesThatAreNotHiddenInACircle() {
        assertEquals(1, model.position());
        model.next();
        assertEquals("c", chosen());
        model.next();
        assertEquals("a", chosen());
        model.previous();
        assertEquals("c", chosen());
    }

    @Test
    void hidingTheChosenClassChoosesAnother() {
        model.toggle(DiffClass.YOURS);
        assertEquals("c", chosen());
    }

    @Test
    void aRefreshKeepsTheChosenField() {
        model.next();
        model.show(shown(difference("c", DiffClass.DRIFT)));
        assertEquals(1, model.position());
        assertEquals("c", chosen());
    }

    /// The engine has what a sync wrote as desired, and what it found as live.
    @Test
    void ofAFormerSyncWhatWasBeforeStandsOnTheLeft() {
        ShownDiff live = shown(difference("a", DiffClass.YOURS));
        model.show(new ShownDiff(live.diff(), "staging", "c1", new Sides.Written("1f2e3d4", Instant.EPOCH)));
        DiffRow.Line row = model.rowsProperty().get().stream()
                .filter(DiffRow.Line.class::isInstance)
                .map(DiffRow.Line.class::cast)
                .filter(line -> line.difference().isPresent())
                .findFirst()
                .orElseThrow();
        assertEquals("a: old", row.left().orElseThrow().text());
        assertEquals("a: new", row.right().orElseThrow().text());
    }

    private String chosen() {
        return model.chosenDifference().orElseThrow().path().tokens().getFirst();
    }

    private List<String> rowText() {
        return model.rowsProperty().get().stream()
                .map(row -> switch (row) {
                    case DiffRow.Line line ->
                        line.right().map(DiffRow.Cell::text).orElse("");
                    case DiffRow.Fold fold -> "fold " + fold.count();
                })
                .toList();
    }

    private static Difference difference(String field, DiffClass kind) {
        return new Difference(
                JsonPointer.of(field),
                "." + field,
                kind,
                false,
                Difference.Side.of("new"),
                Difference.Side.of("old"),
                Difference.Side.of("new"),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static ShownDiff shown(Difference... differences) {
        var diff = new ResourceDiff(
                Action.UPDATE,
                new Gvk("", "v1", "ConfigMap"),
                new ResourceKey("", "ConfigMap", "n", "x"),
                Optional.empty(),
                List.of(differences),
                Optional.of(Map.of("a", "new")),
                Optional.of(Map.of("a", "old")),
                Optional.of(Map.of("a", "new")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new ShownDiff(
                diff,
                "staging",
                "c1",
                new Sides.Wanted("main @ 1", Optional.empty(), true, Instant.EPOCH, false, Optional.empty()));
    }
}
