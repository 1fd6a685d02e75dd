package app.driftless.core.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestParserTest {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: api
              namespace: payments
            spec:
              replicas: 3
            """;

    @Test
    void aFileOfSeveralDocumentsGivesTheirResourcesWithPlaces() {
        ManifestFile file =
                Parsed.raw("# first\n" + DEPLOYMENT + "---\n# nothing\n---\n" + DEPLOYMENT.replace("api\n", "web\n"));
        assertEquals(List.of(), file.findings());
        assertEquals(
                List.of(
                        new ResourceKey("apps", "Deployment", "payments", "api"),
                        new ResourceKey("apps", "Deployment", "payments", "web")),
                file.resources().stream().map(Resource::key).toList());
        assertEquals(new Origin("test.yaml", 0, 2), file.resources().getFirst().origin());
        Document last = file.documents().getLast();
        SourceRange range = last.valueRange(JsonPointer.of("spec", "replicas")).orElseThrow();
        assertEquals(18, range.line());
        assertEquals(13, range.column());
        assertEquals(14, range.endColumn());
        assertEquals(
                3,
                last.keyRange(JsonPointer.of("spec", "replicas")).orElseThrow().column());
    }

    @Test
    void placesCountWideCharactersAndCarriageReturns() {
        String text = "\ufeffa: \"😀😀\"\r\nb: [x, 😀y]\r\nc: z\r\n";
        Document document = Parsed.raw(text).documents().getFirst();
        SourceRange item = document.valueRange(JsonPointer.of("b", "1")).orElseThrow();
        assertEquals("😀y", text.substring(item.start(), item.end()));
        assertEquals(2, item.line());
        SourceRange last = document.valueRange(JsonPointer.of("c")).orElseThrow();
        assertEquals("z", text.substring(last.start(), last.end()));
        assertEquals(Optional.of(JsonPointer.of("b", "1")), document.pointerAt(item.start() + 1));
        assertEquals(Optional.of(JsonPointer.of("c")), document.pointerAt(last.start() - 3));
    }

    @Test
    void blockTextEndsBeforeTheNextKey() {
        String text = "a: |\n  one\n  two\n\n# comment\nb: 1\n";
        SourceRange range = Parsed.raw(text)
                .documents()
                .getFirst()
                .valueRange(JsonPointer.of("a"))
                .orElseThrow();
        assertEquals("|\n  one\n  two", text.substring(range.start(), range.end()));
    }

    @Test
    void aBrokenDocumentKeepsTheOnesBeforeIt() {
        ManifestFile file = Parsed.raw(DEPLOYMENT + "---\na: b: c\n");
        assertEquals(1, file.resources().size());
        assertEquals(List.of("YAML-021:9"), Parsed.errors(file));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a: b: c|YAML-021:1
                    a:\\n\\tb: c|YAML-022:2
                    a:\\n    b: 1\\n  c: 2|YAML-023:3
                    a: 1\\nb\\nc: 2|YAML-024:2
                    a: "x\\nb: 2|YAML-025:1
                    a: [1, 2\\nb: 3|YAML-026:2
                    a: @x|YAML-027:1
                    a: "\\q"|YAML-028:1
                    a: *b|YAML-007:1
                    a: &a [*a]|YAML-006:1
                    ? [x]\\n: y|YAML-018:1
                    a: !!int x|YAML-013:1
                    a:\\n  <<: 5|YAML-017:2
                    """)
    void mistakesHaveTheirCauseAndLine(String text, String expected) {
        String yaml = text.replace("\\n", "\n").replace("\\t", "\t");
        assertEquals(List.of(expected), Parsed.errors(Parsed.raw(yaml)));
    }

    @Test
    void itemsOfListsAreResources() {
        ManifestFile file = Parsed.raw("""
                apiVersion: v1
                kind: ConfigMapList
                items:
                  - metadata: {name: a}
                  - {apiVersion: v1, kind: Secret, metadata: {name: b}}
                  - 5
                """);
        assertEquals(
                List.of("ConfigMap a", "Secret b"),
                file.resources().stream().map(r -> r.key().toString()).toList());
        assertEquals(List.of("MAN-008:6"), Parsed.errors(file));
        assertEquals(
                JsonPointer.of("items", "1"),
                file.documents().getFirst().pointerOf(file.resources().getLast()));
    }

    @Test
    void jsonFilesWithTabsAreManifests() {
        String json = "{\n\t\"apiVersion\": \"v1\",\n\t\"kind\": \"ConfigMap\",\n\t\"metadata\": {\"name\": \"a\"},\n"
                + "\t\"data\": {\"x\": \"a\\u002fb\\u00e9\\ud83d\\ude00\"}\n}\n";
        ManifestFile file = Parsed.raw(json);
        assertEquals(List.of(), file.findings());
        assertEquals(
                "a/bé😀",
                JsonPointer.of("data", "x").in(file.resources().getFirst().body()));
    }

    @Test
    void tabsBetweenWordsAreBlanks() {
        assertEquals(Map.of("a", "b", "c", "d"), Parsed.value("a:\tb\nc:\td\t# x\n", YamlRoute.RAW));
    }

    @Test
    void templatesAndEncryptedFilesAreNamed() {
        ManifestFile chart = Manifests.parser()
                .parse("chart/templates/a.yaml", "{{ if .x }}\nkind: {{ .kind }}\n{{ end }}\n", YamlRoute.RAW);
        assertEquals(List.of("MAN-001"), Parsed.codes(chart));
        ManifestFile loose = Parsed.raw("kind: ConfigMap\nmetadata:\n  name: {{ .name }}-x\n");
        assertEquals(List.of("MAN-003:3"), Parsed.errors(loose));
        ManifestFile encrypted = Parsed.raw("apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n"
                + "stringData: {p: 'ENC[AES256_GCM,data:x]'}\nsops: {mac: 'ENC[]', version: 3.7.3}\n");
        assertEquals(List.of("MAN-002"), Parsed.codes(encrypted));
        assertEquals(1, encrypted.resources().size());
    }

    @ParameterizedTest
    @CsvSource({
        "'{}',MAN-004",
        "'{name: 5}',MAN-007",
        "'{generateName: a-}',MAN-005",
    })
    void objectsWithoutAUsableNameAreNamed(String metadata, String code) {
        ManifestFile file = Parsed.raw("apiVersion: batch/v1\nkind: Job\nmetadata: " + metadata + "\n");
        assertEquals(List.of(code), Parsed.codes(file));
        assertTrue(file.resources().isEmpty());
    }

    @Test
    void configurationFilesAndValuesAreNotObjects() {
        for (String text : List.of(
                "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: []\n",
                "apiVersion: driftless.app/v1\nkind: Workspace\n",
                "replicas: 3\nimage: {tag: 1.0.0}\n",
                "- op: replace\n  path: /spec\n",
                "",
                "# nothing\n")) {
            ManifestFile file = Parsed.raw(text);
            assertEquals(List.of(), file.findings(), text);
            assertEquals(List.of(), file.resources(), text);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 9})
    void aliasBombsAreRefusedFast(int width) {
        var text = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 30; i++) {
            text.append("a%d: &a%d [".formatted(i, i))
                    .append(("*a" + (i - 1) + ", ").repeat(width))
                    .append("x]\n");
        }
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            List<String> errors = Parsed.errors(Parsed.raw(text.toString()));
            assertEquals(1, errors.size());
            assertTrue(errors.getFirst().startsWith("YAML-005"), errors::toString);
        });
    }

    @Test
    void manyAliasesOfOneLongTextAreRefused() {
        String text = "a: &a " + "x".repeat(1_000_000) + "\nb: [" + "*a, ".repeat(100_000) + "x]\n";
        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertEquals(List.of("YAML-005:2"), Parsed.errors(Parsed.raw(text))));
    }

    @Test
    void mergeKeyChainsAreRefused() {
        var text = new StringBuilder("m0: &m0 {" + "k%d: 1, ".repeat(0) + "k: 1}\n");
        for (int i = 1; i < 40; i++) {
            text.append("m%d: &m%d {k%d: *m%d, j%d: *m%d, <<: *m%d}\n".formatted(i, i, i, i - 1, i, i - 1, i - 1));
        }
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            List<String> errors = Parsed.errors(Parsed.raw(text.toString()));
            assertTrue(errors.getFirst().startsWith("YAML-005"), errors::toString);
        });
    }

    @Test
    void whatCostsTooMuchIsRefusedWithItsFigure() {
        assertEquals(List.of("YAML-004:1"), Parsed.errors(Parsed.raw("[".repeat(100_000))));
        assertEquals(List.of("YAML-003:1"), Parsed.errors(Parsed.raw("x".repeat(5 * 1024 * 1024 + 1))));
        assertEquals(List.of("YAML-014:1"), Parsed.errors(Parsed.raw("a: " + "x y ".repeat(300_000))));
        assertEquals(List.of("YAML-015:1"), Parsed.errors(Parsed.raw("a: " + "9".repeat(1_001))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: %s", "#%s", "a: \"%s\"", "a: '%s'", "&%s x", "a: \\u0020%s"})
    void longRunsAreRefusedBeforeTheyCostTime(String text) {
        for (String unit : List.of("x", " ", "\ud83d\ude00")) {
            String yaml = text.formatted(unit.repeat(4_800_000 / unit.length()));
            assertTimeoutPreemptively(
                    Duration.ofSeconds(3), () -> assertEquals(List.of("YAML-030:1"), Parsed.errors(Parsed.raw(yaml))));
        }
    }

    @Test
    void hiddenCharactersAndOddLineBreaksAreShown() {
        assertEquals(List.of("YAML-016", "YAML-010"), Parsed.codes(Parsed.raw("a: x\u202ey\nb: \"c\u2028d\"\n")));
        assertEquals(List.of("YAML-008:1"), Parsed.errors(Parsed.raw("a: \u0001\n")));
    }
}
