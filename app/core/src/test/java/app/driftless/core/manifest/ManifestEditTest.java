package app.driftless.core.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestEditTest {
    private static String set(String text, String pointer, Object value) {
        return Manifests.set(text, 0, JsonPointer.parse(pointer), value, YamlRoute.RAW)
                .map(e -> e.applyTo(text))
                .orElse("refused");
    }

    private static String remove(String text, String pointer) {
        return Manifests.remove(text, 0, JsonPointer.parse(pointer), YamlRoute.RAW)
                .map(e -> e.applyTo(text))
                .orElse("refused");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a: 1 # why~b: 2~|/a|5|a: 5 # why~b: 2~
            a: 'x'~|/a|yes|a: 'yes'~
            a: x~|/a|yes|a: "yes"~
            a: {b: 1, c: [1, 2]}~|/a/c/1|7|a: {b: 1, c: [1, 7]}~
            a: {b: 1}~|/a/c|7|a: {b: 1, c: 7}~
            a: {}~|/a/c|7|a: {c: 7}~
            a: []~|/a/0|x|a: [x]~
            a:~- x # one~- y~# end~|/a/2|z|a:~- x # one~- y~- z~# end~
            a:~  b: 1~# end~|/a/c/d|2|a:~  b: 1~  c:~    d: 2~# end~
            a:~b: 1~|/a|2|a: 2~b: 1~
            a:~  - b: 1~    c: 2~|/a/0/b|9|a:~  - b: 9~    c: 2~
            a: 1|/b|2|a: 1~b: 2
            a: |/a/b|2|a:~  b: 2
            """)
    void oneValueIsSetAndAllElseStays(String text, String pointer, String value, String expected) {
        Object typed = value.matches("\\d+") ? (Object) Long.valueOf(value) : value;
        assertEquals(expected.replace('~', '\n'), set(text.replace('~', '\n'), pointer, typed));
    }

    @Test
    void blocksAndTreesAreWrittenWithTheirIndentation() {
        assertEquals("a:\n  s: |\n    one\n    two\n  t: 1\n", set("a:\n  s: x\n  t: 1\n", "/a/s", "one\ntwo\n"));
        assertEquals("a:\r\n  - b: 1\r\n    c: 2\r\n", set("a: x\r\n", "/a", List.of(ordered("b", 1L, "c", 2L))));
        assertEquals("a: short\nb: 1\n", set("a: |\n  long\n  text\nb: 1\n", "/a", "short"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a: 1~b: 2 # x~c: 3~|/b|a: 1~c: 3~
            a: 1~b: 2|/b|a: 1
            a:~  b: 1~c: 2~|/a/b|a: {}~c: 2~
            a: {b: 1, c: 2}~|/a/b|a: {c: 2}~
            a: {b: 1, c: 2}~|/a/c|a: {b: 1}~
            a: [1]~|/a/0|a: []~
            a:~  - x~  - y~|/a/0|a:~  - y~
            a:~  - b: 1~    c: 2~|/a/0/b|a:~  - c: 2~
            a:~  - b: 1~    c: 2~  - d: 3~|/a/0|a:~  - d: 3~
            """)
    void oneValueIsRemoved(String text, String pointer, String expected) {
        assertEquals(expected.replace('~', '\n'), remove(text.replace('~', '\n'), pointer));
    }

    @Test
    void whatWouldChangeMoreIsRefused() {
        assertEquals("refused", set("a: &x 1\nb: *x\n", "/a", 2L));
        assertEquals("a: &x {k: 1}\nb: 5\n", set("a: &x {k: 1}\nb: *x\n", "/b", 5L));
        assertEquals("refused", set("a: &x {k: 1}\nb: *x\n", "/b/k", 2L));
        assertEquals("refused", set("a: |+\n  x\n\n\nb: 1\n", "/a/x", 1L));
        assertEquals("refused", set("a: [\n", "/a", 1L));
    }

    @Test
    void editsOfGeneratedTextsChangeThatValueOnly() {
        var random = new Random(11);
        int refused = 0;
        for (int i = 0; i < 1500; i++) {
            Object tree = Generated.tree(random);
            String text = "# head\n" + YamlLines.text(tree).replaceAll("(?m)^(  [a-e]: \\d+)$", "$1 # note");
            List<JsonPointer> places = new ArrayList<>();
            Generated.places(tree, JsonPointer.ROOT, places);
            JsonPointer place = places.get(random.nextInt(places.size()));
            Object value = Generated.value(random, 2);
            boolean removing = random.nextInt(3) == 0;
            Optional<TextEdit> edit = removing
                    ? Manifests.remove(text, 0, place, YamlRoute.RAW)
                    : Manifests.set(text, 0, place, value, YamlRoute.RAW);
            if (edit.isEmpty()) {
                refused++;
                continue;
            }
            String edited = edit.get().applyTo(text);
            Object after = Parsed.raw(edited).documents().getFirst().value();
            if (!removing) {
                assertEquals(value, place.in(after), edited);
            }
            places.removeIf(p ->
                    p.startsWith(place) || place.startsWith(p) || p.parent().equals(place.parent()));
            for (JsonPointer other : places) {
                boolean shifted = removing && other.startsWith(place.parent());
                assertTrue(shifted || Objects.equals(other.in(tree), other.in(after)), () -> text + "\n=>\n" + edited);
            }
            assertTrue(edited.startsWith("# head\n"));
        }
        assertTrue(refused < 5, "refused " + refused);
    }

    @Test
    void whatIsWrittenReadsBackOnBothRoutes() {
        var random = new Random(12);
        for (int i = 0; i < 2000; i++) {
            Object tree = Generated.tree(random);
            String text = YamlLines.text(tree);
            for (YamlRoute route : YamlRoute.values()) {
                ManifestFile file = Manifests.parser().parse("a.yaml", text, route);
                assertEquals(List.of(), Parsed.errors(file), text);
                assertEquals(tree, file.documents().getFirst().value(), text);
            }
        }
    }

    private static Map<String, Object> ordered(String a, Object x, String b, Object y) {
        var map = new LinkedHashMap<String, Object>();
        map.put(a, x);
        map.put(b, y);
        return map;
    }
}
