package app.driftless.core.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;

/// Shorthand of the parser's tests.
final class Parsed {
    private Parsed() {}

    static ManifestFile raw(String text) {
        return Manifests.parser().parse("test.yaml", text, YamlRoute.RAW);
    }

    static Object value(String text, YamlRoute route) {
        ManifestFile file = Manifests.parser().parse("test.yaml", text, route);
        assertEquals(List.of(), codes(file), text);
        return file.documents().getFirst().value();
    }

    static Object scalar(String text, YamlRoute route) {
        ManifestFile file = Manifests.parser().parse("test.yaml", "v: " + text + "\n", route);
        return ((Map<?, ?>) file.documents().getFirst().value()).get("v");
    }

    static List<String> codes(ManifestFile file) {
        return file.findings().stream().map(Finding::code).toList();
    }

    static List<String> errors(ManifestFile file) {
        return file.findings().stream()
                .filter(f -> f.severity() == Severity.ERROR)
                .map(f -> f.code() + ":" + f.range().map(SourceRange::line).orElse(0))
                .toList();
    }
}
