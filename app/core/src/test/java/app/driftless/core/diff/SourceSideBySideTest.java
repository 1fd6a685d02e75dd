package app.driftless.core.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import app.driftless.core.diff.SourceLine.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourceSideBySideTest {
    @Test
    void linesOfTheSameKeyStandBesideEachOtherAndTheirWordsAreMarked() {
        var rows = rows(
                List.of("replicas: 3", "image: api:1"), List.of("tier: backend", "image: api:2"), new Hunk(0, 2, 0, 2));
        assertEquals(List.of("replicas: 3 | tier: backend", "image: api:1 | image: api:2"), text(rows));
        assertEquals(
                List.of(new DiffRow.Range(11, 12)),
                rows.getLast().left().orElseThrow().marks());
    }

    @Test
    void whatOnlyOneSideHasStandsAloneWithTheNumbersOfItsOwnSide() {
        var rows = rows(List.of("a:", "c:"), List.of("a:", "b:", "c:"), new Hunk(1, 1, 1, 2));
        assertEquals(List.of("a: | a:", "- | b:", "c: | c:"), text(rows));
        assertEquals(2, rows.getLast().left().orElseThrow().number());
        assertEquals(3, rows.getLast().right().orElseThrow().number());
        assertEquals(Optional.of(0), rows.get(1).difference());
        assertEquals(Optional.empty(), rows.get(2).difference());
    }

    @Test
    void aLineEndThatChangedIsSeen() {
        var hunk = List.of(new Hunk(0, 1, 0, 1));
        var folded = SourceSideBySide.folded(
                List.of(new SourceLine("a: 1", End.CRLF)), List.of(new SourceLine("a: 1", End.NONE)), hunk, Set.of());
        var row = assertInstanceOf(DiffRow.Line.class, folded.getFirst());
        assertEquals("a: 1␍⏎", row.left().orElseThrow().text());
        assertEquals(List.of(new DiffRow.Range(4, 6)), row.left().orElseThrow().marks());
        assertEquals("a: 1", row.right().orElseThrow().text());
    }

    @Test
    void aLongUnchangedRunIsFoldedAndSaysWhichKeysAreInIt() {
        var lines = List.of("kind: A", "metadata:", "  name: a", "spec:", "  a: 1", "  b: 2", "  c: 3", "  d: 4");
        var after = new ArrayList<>(lines);
        after.set(7, "  d: 5");
        var folded = SourceSideBySide.folded(source(lines), source(after), List.of(new Hunk(7, 8, 7, 8)), Set.of());
        assertEquals(new DiffRow.Fold(0, 5, List.of("kind", "metadata", "spec")), folded.getFirst());
        assertEquals(4, folded.size());
        assertEquals(
                8,
                SourceSideBySide.folded(source(lines), source(after), List.of(new Hunk(7, 8, 7, 8)), Set.of(0))
                        .size());
    }

    private static List<SourceLine> source(List<String> lines) {
        return lines.stream().map(l -> new SourceLine(l, End.LF)).toList();
    }

    private static List<DiffRow.Line> rows(List<String> left, List<String> right, Hunk hunk) {
        return SourceSideBySide.folded(source(left), source(right), List.of(hunk), Set.of()).stream()
                .map(DiffRow.Line.class::cast)
                .toList();
    }

    private static List<String> text(List<DiffRow.Line> rows) {
        return rows.stream()
                .map(r -> r.left().map(DiffRow.Cell::text).orElse("-") + " | "
                        + r.right().map(DiffRow.Cell::text).orElse("-"))
                .toList();
    }
}
