package app.driftless.desktop.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class SearchTest {
    @Test
    void findsLiterallyUnlessAskedForAnExpression() {
        assertEquals(List.of(new Search.Hit(2, 5)), new Search("a.c", false, false).in("abA.C"));
        assertEquals(2, new Search("a.c", false, true).in("abcA.C").size());
        assertEquals(0, new Search("a.c", true, false).in("A.C").size());
    }

    @Test
    void aBrokenExpressionIsToldAndFindsNothing() {
        var broken = new Search("(", false, true);
        assertFalse(broken.valid());
        assertEquals(List.of(), broken.in("(("));
    }

    @Test
    void replacesGroupsOnlyInExpressions() {
        assertEquals("v2-x", new Search("(x)-v1", false, true).replaceAll("x-v1", "v2-$1"));
        assertEquals("$1", new Search("x", false, false).replaceAll("x", "$1"));
    }
}
