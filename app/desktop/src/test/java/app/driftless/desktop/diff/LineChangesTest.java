package app.driftless.desktop.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.driftless.desktop.diff.LineChanges.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineChangesTest {
    @Test
    void aChangedLineGoesAndComesWithTwoLinesAround() {
        assertEquals(
                List.of(" 2 b", " 3 c", "-4 d", "+4 D", " 5 e", " 6 f"),
                shown("a\nb\nc\nd\ne\nf\ng\n", "a\nb\nc\nD\ne\nf\ng\n"));
    }

    @Test
    void whatIsFarFromAChangeIsLeftOutOnce() {
        assertEquals(
                List.of("+1 new", " 2 1", " 3 2", "…", " 8 7", " 9 8", "-9 9"),
                shown(numbers(1, 9), "new\n" + numbers(1, 8)));
    }

    @Test
    void aNewFileIsAddedAsAWhole() {
        assertEquals(List.of("+1 a", "+2 b"), shown("", "a\nb\n"));
    }

    @Test
    void anEmptiedFileGoesAsAWhole() {
        assertEquals(List.of("-1 a"), shown("a\n", ""));
    }

    @Test
    void equalTextsHaveNoChange() {
        assertEquals(List.of(), shown("a\nb\n", "a\nb\n"));
        assertEquals(List.of(), shown("", ""));
    }

    @Test
    void aRepeatedLineIsAddedOnlyOnce() {
        assertEquals(List.of(" 1 a", "+2 a"), shown("a\n", "a\na\n"));
    }

    @Test
    void moreThanSixHundredChangedLinesCountAsReplaced() {
        List<LineChanges.Line> lines = LineChanges.of(numbers(1, 700), numbers(2001, 2700));
        assertEquals(700, lines.stream().filter(l -> l.kind() == Kind.REMOVED).count());
        assertEquals(700, lines.stream().filter(l -> l.kind() == Kind.ADDED).count());
    }

    @Test
    void whatIsShownLeadsFromOneTextToTheOther() {
        var random = new Random(7);
        for (int round = 0; round < 500; round++) {
            List<String> before = lines(random);
            List<String> after = new ArrayList<>(before);
            for (int edit = random.nextInt(4); edit > 0 && !after.isEmpty(); edit--) {
                int at = random.nextInt(after.size());
                switch (random.nextInt(3)) {
                    case 0 -> after.remove(at);
                    case 1 -> after.add(at, "n" + random.nextInt(5));
                    default -> after.set(at, "m" + random.nextInt(5));
                }
            }
            assertEquals(after, applied(before, LineChanges.of(text(before), text(after))), () -> "of " + before);
        }
    }

    /// Takes away what goes, then puts in what comes, at the numbers that are shown.
    private static List<String> applied(List<String> before, List<LineChanges.Line> changes) {
        var left = new ArrayList<>(before);
        changes.reversed().stream().filter(l -> l.kind() == Kind.REMOVED).forEach(l -> {
            assertEquals(l.text(), before.get(l.number() - 1));
            left.remove(l.number() - 1);
        });
        changes.stream().filter(l -> l.kind() == Kind.ADDED).forEach(l -> left.add(l.number() - 1, l.text()));
        changes.stream()
                .filter(l -> l.kind() == Kind.SAME)
                .forEach(l -> assertEquals(l.text(), left.get(l.number() - 1)));
        return left;
    }

    private static List<String> lines(Random random) {
        return IntStream.range(0, random.nextInt(30))
                .mapToObj(_ -> "l" + random.nextInt(8))
                .toList();
    }

    private static String text(List<String> lines) {
        return lines.stream().map(l -> l + "\n").collect(Collectors.joining());
    }

    private static String numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(i -> i + "\n").collect(Collectors.joining());
    }

    private static List<String> shown(String before, String after) {
        return LineChanges.of(before, after).stream()
                .map(l -> switch (l.kind()) {
                    case SAME -> " " + l.number() + " " + l.text();
                    case ADDED -> "+" + l.number() + " " + l.text();
                    case REMOVED -> "-" + l.number() + " " + l.text();
                    case GAP -> "…";
                })
                .toList();
    }
}
