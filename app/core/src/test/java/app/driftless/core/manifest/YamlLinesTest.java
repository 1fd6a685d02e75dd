package app.driftless.core.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlLinesTest {
    @Test
    void writesMapsListsAndBlocksAsPeopleDo() {
        var port = new LinkedHashMap<String, Object>();
        port.put("name", "http");
        port.put("port", 80L);
        var tree = new LinkedHashMap<String, Object>();
        tree.put("kind", "Service");
        tree.put("ports", List.of(port));
        tree.put("empty", Map.of());
        tree.put("script", "one\n  two\n");
        tree.put("matrix", List.of(List.of(1L, 2L)));
        assertEquals("""
                kind: Service
                ports:
                  - name: http
                    port: 80
                empty: {}
                script: |
                  one
                    two
                matrix:
                  - - 1
                    - 2
                """, YamlLines.text(tree));
    }

    @ParameterizedTest
    @CsvSource({
        "yes,'\"yes\"'",
        "'1','\"1\"'",
        "'0644','\"0644\"'",
        "1e3,'\"1e3\"'",
        "2020-01-01,'\"2020-01-01\"'",
        "'','\"\"'",
        "a: b,'\"a: b\"'",
        "'# x','\"# x\"'",
        "api,api",
        "a b,a b",
        "nginx:1.27,nginx:1.27",
        "22:22,'\"22:22\"'",
        "null,'\"null\"'",
        "'-','\"-\"'",
        "'*','\"*\"'",
        "'a #b','\"a #b\"'",
        "y,'\"y\"'",
        "'x:','\"x:\"'"
    })
    void quotesWhatWouldBeReadAsAnotherType(String value, String expected) {
        assertEquals(expected, YamlLines.of(value).getFirst().text());
    }

    @Test
    void showsReorderingCharactersAsTheirCode() {
        assertEquals("\"a\\u202eb\"", YamlLines.of("a\u202eb").getFirst().text());
    }

    @Test
    void aLineKnowsItsValue() {
        List<YamlLines.Line> lines = YamlLines.of(Map.of("spec", Map.of("replicas", 3L)));
        assertEquals(JsonPointer.of("spec", "replicas"), lines.get(1).pointer());
        assertEquals("3", lines.get(1).text().substring(lines.get(1).valueAt()));
    }
}
