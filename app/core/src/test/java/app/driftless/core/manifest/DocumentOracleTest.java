package app.driftless.core.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.driftless.testkit.cluster.SandboxProgram;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole documents against kubectl: what people wrote, and a document with one character changed, added or removed.
/// Skipped with a reason where kubectl is not installed.
class DocumentOracleTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BODY = """
            data:
              a: one two # c
              b: 'it''s'
              c: "x\\ty"
              d: |
                l1
                 l2

                l3
              e: >-
                f1
                f2

                f3
              g: {k: v, l: [1, 2]}
              h:
              - x
              - y: 1
                z: 2
              i: &an {q: 1}
              j: *an
              m:
                <<: *an
                r: yes
              n: 2020-01-01
            """;
    /// Tabs and anchors are left out: there kubectl refuses a few texts that SnakeYAML reads.
    private static final String CHARACTERS = " -:#'\"{}[]*!|>%@,\n?~\\=<x1é\r";

    @TempDir
    private Path folder;

    @Test
    void aCharacterMoreOrLessMeansTheSame() throws Exception {
        var random = new Random(20260102);
        var texts = new ArrayList<String>();
        for (int i = 0; i < 2000; i++) {
            var text = new StringBuilder(BODY);
            int at = random.nextInt(text.length());
            char c = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, c);
                default -> text.setCharAt(at, c);
            }
            texts.add("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: n" + i + "\n" + text);
        }
        var theirs = new HashMap<Object, Object>();
        kubectl(texts, true)
                .forEach(o -> theirs.put(o.get("metadata") instanceof Map<?, ?> m ? m.get("name") : "", o.get("data")));
        var differences = new ArrayList<String>();
        int both = 0;
        for (int i = 0; i < texts.size(); i++) {
            ManifestFile file = Parsed.raw(texts.get(i));
            boolean ours = !file.hasErrors() && file.resources().size() == 1;
            if (ours && theirs.containsKey("n" + i)) {
                both++;
                String mine = canonical(file.resources().getFirst().body().get("data"));
                if (!mine.equals(canonical(theirs.get("n" + i)))) {
                    differences.add(texts.get(i));
                }
            } else if (ours) {
                differences.add("kubectl refuses: " + texts.get(i));
            }
        }
        assertEquals(List.of(), differences);
        assertTrue(both > 500, "both read " + both);
    }

    @Test
    void whatPeopleWroteMeansTheSame() throws Exception {
        Path repositories = SandboxProgram.projectRoot().resolve("../shared/real-repos");
        assumeTrue(Files.isDirectory(repositories), "the real repositories are not beside the project");
        var texts = new ArrayList<String>();
        var ours = new ArrayList<Resource>();
        try (Stream<Path> paths = Files.walk(repositories)) {
            for (Path path : paths.filter(p -> p.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList()) {
                ManifestFile file = Parsed.raw(Files.readString(path));
                boolean objects = file.documents().stream()
                        .allMatch(d -> d.value() == null || !d.resources().isEmpty());
                if (objects && !file.hasErrors() && !file.resources().isEmpty()) {
                    texts.add(Files.readString(path));
                    ours.addAll(file.resources());
                }
            }
        }
        List<Map<String, Object>> theirs = kubectl(texts, false);
        assertEquals(ours.size(), theirs.size());
        for (int i = 0; i < ours.size(); i++) {
            assertEquals(
                    canonical(spec(ours.get(i).body())),
                    canonical(spec(theirs.get(i))),
                    ours.get(i).toString());
        }
        assertTrue(ours.size() > 1000, "objects " + ours.size());
    }

    /// All but `metadata`, which gets a label on the way.
    private static Map<String, Object> spec(Map<String, Object> object) {
        var copy = new TreeMap<>(object);
        copy.remove("metadata");
        return copy;
    }

    @SuppressWarnings("unchecked") // JSON objects
    private List<Map<String, Object>> kubectl(List<String> texts, boolean mayRefuse) throws Exception {
        Path input = Files.createDirectory(folder.resolve("in"));
        for (int i = 0; i < texts.size(); i++) {
            Files.writeString(input.resolve("%05d.yaml".formatted(i)), texts.get(i));
        }
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(
                        SandboxProgram.path().toString(),
                        "kubectl",
                        "label",
                        "--local",
                        "-R",
                        "-f",
                        input.toString(),
                        "q=w",
                        "-o",
                        "json")
                .redirectError(errors.toFile())
                .start();
        byte[] output = process.getInputStream().readAllBytes();
        assertTrue(process.waitFor() == 0 || mayRefuse, () -> read(errors));
        var objects = new ArrayList<Map<String, Object>>();
        try (MappingIterator<Map<String, Object>> values =
                JSON.readerFor(Map.class).readValues(output)) {
            values.forEachRemaining(value -> {
                if ("List".equals(value.get("kind"))) {
                    objects.addAll((List<Map<String, Object>>) value.get("items"));
                } else {
                    objects.add(value);
                }
            });
        }
        return objects;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String canonical(Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map -> {
                var sorted = new TreeMap<String, String>();
                map.forEach((k, v) -> sorted.put((String) k, canonical(v)));
                yield sorted.toString();
            }
            case List<?> list ->
                list.stream().map(DocumentOracleTest::canonical).toList().toString();
            case Number number -> "number " + number.doubleValue();
            default -> value.getClass().getSimpleName() + " " + value;
        };
    }
}
