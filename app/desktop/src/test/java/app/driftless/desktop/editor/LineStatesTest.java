package app.driftless.desktop.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineStatesTest {
    private static final List<String> PIECES =
            List.of("a: 1", "  b: |", "    text", "", "c: \"open", "close\"", "- x: 'y", "z'", "# c", "d: >");

    @Test
    void incrementalStatesEqualStatesFromScratchAfterRandomEdits() {
        var random = new Random(42);
        var lines = new ArrayList<>(List.of(""));
        var states = new LineStates();
        for (int round = 0; round < 2_000; round++) {
            int line = random.nextInt(lines.size());
            int removed = Math.min(random.nextInt(3), lines.size() - 1 - line);
            int inserted = random.nextInt(3);
            for (int i = 0; i < removed; i++) {
                lines.remove(line + 1);
            }
            lines.set(line, PIECES.get(random.nextInt(PIECES.size())));
            for (int i = 0; i < inserted; i++) {
                lines.add(line + 1, PIECES.get(random.nextInt(PIECES.size())));
            }
            states.edited(line, removed, inserted, lines.size(), lines::get);
            int expected = YamlLexer.START;
            for (int i = 0; i < lines.size(); i++) {
                assertEquals(expected, states.at(i), "round " + round + ", line " + i + " of " + lines);
                expected = YamlLexer.line(lines.get(i), expected).next();
            }
        }
    }
}
