package app.driftless.core.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    @Test
    void equalFieldsStandOnOneRowAndOneSidedLinesHaveAGapOpposite() {
        var desired = map("a", 1L, "env", List.of(map("name", "X", "value", "1"), map("name", "Z", "value", "2")));
        var live = map("a", 1L, "env", List.of(map("name", "Z", "value", "3")));
        var diff = diff(
                desired,
                live,
                difference("/env/0/value", DiffClass.DRIFT, "2", "3"),
                onlyDesired("/env/0", map("name", "X", "value", "1")));
        assertEquals(
                List.of(
                        "a: 1 | a: 1",
                        "env: | env:",
                        "  - name: X |",
                        "    value: \"1\" |",
                        "  - name: Z |   - name: Z",
                        "    value: \"2\" |     value: \"3\""),
                text(SideBySide.rows(diff, Set.of())));
    }

    @Test
    void theSameFieldsStandOnTheSameRowsInWhateverOrderTheServerAnswers() {
        var desired =
                map("ip", "None", "selector", map("app", "x"), "ports", List.of(map("name", "http", "port", 80L)));
        var live = map(
                "ports",
                List.of(map("port", 80L, "protocol", "TCP", "name", "http")),
                "selector",
                map("app", "x"),
                "ip",
                "10.0.0.1",
                "type",
                "ClusterIP");
        assertEquals(
                List.of(
                        "ip: None | ip: \"10.0.0.1\"",
                        "selector: | selector:",
                        "  app: x |   app: x",
                        "ports: | ports:",
                        "  - name: http |   - name: http",
                        "    port: 80 |     port: 80",
                        " |     protocol: TCP",
                        " | type: ClusterIP"),
                text(SideBySide.rows(
                        diff(desired, live, difference("/ip", DiffClass.YOURS, "None", "10.0.0.1")), Set.of())));
    }

    @Test
    void aRowKnowsItsDifferenceAndTheWordsThatDiffer() {
        var diff = diff(
                map("image", "r/api:2.14.0"),
                map("image", "r/api:2.13.0"),
                difference("/image", DiffClass.YOURS, "r/api:2.14.0", "r/api:2.13.0"));
        DiffRow.Line row = SideBySide.rows(diff, Set.of()).getFirst();
        assertEquals(Optional.of(0), row.difference());
        assertEquals(
                List.of(new DiffRow.Range(15, 17)), row.left().orElseThrow().marks());
    }

    @Test
    void ofAnObjectThatIsNewNothingIsFolded() {
        var fresh = diff(
                Action.CREATE,
                map("a", 1L, "b", 2L, "c", 3L, "d", 4L, "e", 5L, "f", 6L, "g", 7L, "h", 8L),
                Optional.empty());
        List<DiffRow> rows = SideBySide.folded(fresh, Set.of(DiffClass.DEFAULT), Set.of());
        assertEquals(8, rows.size());
        assertTrue(rows.stream().noneMatch(DiffRow.Fold.class::isInstance));
    }

    @Test
    void defaultsAreLeftOutUnlessAskedFor() {
        var diff = diff(
                map("a", 1L),
                map("a", 1L, "d", 2L),
                new Difference(
                        JsonPointer.parse("/d"),
                        ".d",
                        DiffClass.DEFAULT,
                        false,
                        Difference.Side.ABSENT,
                        Difference.Side.of(2L),
                        Difference.Side.of(2L),
                        Optional.empty(),
                        Optional.empty(),
                        false));
        assertEquals(1, SideBySide.rows(diff, Set.of(DiffClass.DEFAULT)).size());
        assertEquals(2, SideBySide.rows(diff, Set.of()).size());
    }

    @Test
    void longUnchangedRunsFoldAndUnfold() {
        var desired = new LinkedHashMap<String, Object>();
        for (int i = 0; i < 12; i++) {
            desired.put("k" + i, (long) i);
        }
        var live = new LinkedHashMap<>(desired);
        live.put("k11", 99L);
        var diff = diff(desired, live, difference("/k11", DiffClass.DRIFT, 11L, 99L));
        List<DiffRow> folded = SideBySide.folded(diff, Set.of(), Set.of());
        DiffRow.Fold fold = (DiffRow.Fold) folded.getFirst();
        assertEquals(9, fold.count());
        assertEquals(4, folded.size());
        assertEquals(12, SideBySide.folded(diff, Set.of(), Set.of(fold.first())).size());
    }

    @Test
    void tenThousandLinesAreAlignedWithoutAQuadraticTable() {
        var desired = new LinkedHashMap<String, Object>();
        for (int i = 0; i < 20_000; i++) {
            desired.put("key-" + i, "v");
        }
        var live = new LinkedHashMap<>(desired);
        live.put("key-5", "w");
        assertTrue(SideBySide.rows(diff(desired, live), Set.of()).size() == 20_000);
    }

    private static List<String> text(List<DiffRow.Line> rows) {
        return rows.stream()
                .map(r -> (r.left().map(DiffRow.Cell::text).orElse("") + " | "
                                + r.right().map(DiffRow.Cell::text).orElse(""))
                        .stripTrailing())
                .toList();
    }

    private static Difference difference(String path, DiffClass kind, Object desired, Object live) {
        return new Difference(
                JsonPointer.parse(path),
                path.replace('/', '.'),
                kind,
                false,
                Difference.Side.of(desired),
                Difference.Side.of(live),
                Difference.Side.of(desired),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static Difference onlyDesired(String path, Object desired) {
        return new Difference(
                JsonPointer.parse(path),
                path.replace('/', '.'),
                DiffClass.YOURS,
                false,
                Difference.Side.of(desired),
                Difference.Side.ABSENT,
                Difference.Side.of(desired),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static ResourceDiff diff(Map<String, Object> desired, Map<String, Object> live, Difference... differences) {
        return diff(Action.UPDATE, desired, Optional.of(live), differences);
    }

    private static ResourceDiff diff(
            Action action, Map<String, Object> desired, Optional<Map<String, Object>> live, Difference... differences) {
        return new ResourceDiff(
                action,
                new Gvk("", "v1", "ConfigMap"),
                new ResourceKey("", "ConfigMap", "ns", "x"),
                Optional.empty(),
                List.of(differences),
                Optional.of(desired),
                live,
                Optional.of(desired),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Map<String, Object> map(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        var list = new ArrayList<>(List.of(pairs));
        for (int i = 0; i < list.size(); i += 2) {
            map.put((String) list.get(i), list.get(i + 1));
        }
        return map;
    }
}
