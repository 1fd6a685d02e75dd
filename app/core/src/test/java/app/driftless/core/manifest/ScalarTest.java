package app.driftless.core.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The table of what kubectl and kustomize make of ordinary text.
class ScalarTest {
    static Stream<Arguments> table() {
        return Stream.of(
                Arguments.of("y", true, "y"),
                Arguments.of("n", false, "n"),
                Arguments.of("Y", true, "Y"),
                Arguments.of("yes", true, "yes"),
                Arguments.of("on", true, "on"),
                Arguments.of("Off", false, "Off"),
                Arguments.of("true", true, true),
                Arguments.of("0644", 420L, 420L),
                Arguments.of("0o644", 420L, 420L),
                Arguments.of("08", 8L, 8L),
                Arguments.of("0888", 888L, 888L),
                Arguments.of("-012", -10L, -10L),
                Arguments.of("0b101", 5L, 5L),
                Arguments.of("1_000", 1000L, 1000L),
                Arguments.of("22:22", "22:22", "22:22"),
                Arguments.of("1:30", "1:30", "1:30"),
                Arguments.of("2020-01-01", "2020-01-01", "2020-01-01T00:00:00Z"),
                Arguments.of("1e3", 1000L, 1000L),
                Arguments.of("12345678901234567890", 12345678901234567000.0, new BigInteger("12345678901234567890")),
                Arguments.of("!!binary aGVsbG8=", "hello", "hello"),
                Arguments.of("!!str 5", "5", "5"),
                Arguments.of("1.50", 1.5, 1.5),
                Arguments.of("1.0", 1L, 1L),
                Arguments.of("1e400", "1e400", "1e400"),
                Arguments.of("~", null, null),
                Arguments.of("", null, null),
                Arguments.of("\"yes\"", "yes", "yes"),
                Arguments.of("'0644'", "0644", "0644"));
    }

    @ParameterizedTest
    @MethodSource("table")
    void meansWhatTheRouteMakesOfIt(String text, Object raw, Object kustomize) {
        assertEquals(raw, Parsed.scalar(text, YamlRoute.RAW));
        assertEquals(kustomize, Parsed.scalar(text, YamlRoute.KUSTOMIZE));
    }

    @ParameterizedTest
    @MethodSource("notJson")
    void infinityAndNotANumberAreErrors(String text) {
        assertEquals(List.of("YAML-011:1"), Parsed.errors(Parsed.raw("v: " + text)));
    }

    static List<String> notJson() {
        return List.of(".inf", "-.Inf", "+.INF", ".nan", ".NaN");
    }

    @Test
    void keysThatAreNotTextBecomeTextForKubectlAndFailForKustomize() {
        String text = "2: a\ntrue: b\nyes: c\n1.5: d\n";
        assertEquals(
                "[YAML-002:3]", Parsed.errors(Parsed.raw(text)).toString(), "yes and true are the same key to kubectl");
        assertEquals(Map.of("2", "a", "1.5", "d"), Parsed.value("2: a\n1.5: d\n", YamlRoute.RAW));
        List<String> errors = Parsed.errors(Manifests.parser().parse("a.yaml", "2: a\ntrue: b\n", YamlRoute.KUSTOMIZE));
        assertEquals(List.of("YAML-012:1", "YAML-012:2"), errors);
    }

    @Test
    void duplicateKeysAreErrorsOnBothRoutes() {
        for (YamlRoute route : YamlRoute.values()) {
            ManifestFile file = Manifests.parser().parse("a.yaml", "a: 1\nb: 2\na: 3\n", route);
            assertEquals(List.of("YAML-002:3"), Parsed.errors(file));
            assertEquals(List.of("a", 1), file.findings().getFirst().message().args());
        }
    }

    @Test
    void wordsThatTheRoutesReadDifferentlyAreNamedInObjects() {
        ManifestFile file = Parsed.raw("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: yes}\n");
        assertEquals(List.of("YAML-009"), Parsed.codes(file));
        assertTrue(Parsed.codes(Parsed.raw("on: push\n")).isEmpty());
    }

    @Test
    void mergesAsEachRouteDoes() {
        String text = "base: &b {k: base, m: 1}\none:\n  k: explicit\n  <<: *b\n";
        assertEquals(Map.of("k", "base", "m", 1L), ((Map<?, ?>) Parsed.value(text, YamlRoute.RAW)).get("one"));
        assertEquals(
                Map.of("k", "explicit", "m", 1L), ((Map<?, ?>) Parsed.value(text, YamlRoute.KUSTOMIZE)).get("one"));
    }
}
