package app.driftless.desktop.action;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FuzzyMatchTest {
    private static List<String> rank(String query, String... names) {
        return FuzzyMatch.rank(List.of(names), query, n -> n, 10);
    }

    @Test
    void startsOfWordsBeatLettersInTheMiddle() {
        assertEquals(
                "api-deployment",
                rank("ad", "payload", "api-deployment", "shadow").getFirst());
    }

    @Test
    void lettersOutOfOrderDoNotMatch() {
        assertEquals(List.of(), rank("ipa", "api"));
    }

    @Test
    void anEmptyQueryKeepsTheOrder() {
        assertEquals(List.of("b", "a"), rank("", "b", "a"));
    }

    @Test
    void theShorterOfEqualMatchesComesFirst() {
        assertEquals(List.of("flags", "flags-legacy"), rank("flags", "flags-legacy", "flags"));
    }
}
