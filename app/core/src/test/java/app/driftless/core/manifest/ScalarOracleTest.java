package app.driftless.core.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.testkit.cluster.SandboxProgram;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Generated scalars against kubectl itself, by both of its readings. Skipped with a reason where kubectl is not
/// installed.
class ScalarOracleTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final List<String> PIECES = List.of(
            "0",
            "1",
            "7",
            "8",
            "12",
            "-",
            "+",
            ".",
            "e",
            "E3",
            "e-2",
            "0x",
            "0o",
            "0b",
            "_",
            "f",
            "F",
            ":",
            "inf",
            "y",
            "no",
            "on",
            "T",
            "Z",
            "2021-02-03",
            "10:20:30",
            ".5",
            "99999999999",
            "a",
            "true",
            "null",
            "~",
            "00");

    /// Separated by two spaces or a line end.
    private static final String KNOWN = """
            y  Yes  NO  on  OFF  0644  0o644  0O17  08  0888  -012  +012  0b101  -0b11  0B1  0b-1  0o-7
            1_000  1__0  _1  1_  22:22  1:30:30  2020-01-01  2020-1-1  2020-13-01  2020-02-30
            2020-01-01T10:20:30Z  2020-01-01t1:2:3.50+02:00  2020-01-01 10:20:30.123456789
            2020-01-01 10:20:30 +1  1e3  1E3  1e-7  1e21  1e20  123456789012345678901234567890
            12345678901234567890  18446744073709551615  18446744073709551616  -9223372036854775808
            -9223372036854775809  9223372036854775807  9223372036854775808  +9223372036854775808
            0xffffffffffffffff  0xFF  0x  0b  0o  00  -0  -0.0  +0  .5  -.5  +.5e1  1.  1.e5  .e5  1.0
            1.10  0.1  1e400  1e-400  =  ~  null  NULL  nUll  True  tRue  !!str 5  !!int '7'  !!float 3
            !foo 5  ! 12  ! '12'  !!binary aGVsbG8=  'y'  "0644"  !!str y  1e  1e+  --1  +-1  1.5.2  0.0.0
            1,000  0x1p4  9007199254740993  9007199254740993.0  1234567890123456789.0  4.9e-324
            1.7976931348623157e308  0.30000000000000004  100000000000000000000  1e18  1e19
            """;

    @TempDir
    private Path folder;

    static List<String> scalars() {
        Set<String> scalars = new LinkedHashSet<>(List.of(KNOWN.strip().split("  |\n")));
        var random = new Random(20260101);
        while (scalars.size() < 420) {
            var text = new StringBuilder();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String scalar = text.toString();
            if (scalar.matches(".*(?:\\.inf|:|[-+]\\.?$).*") && scalar.matches("[-+]?\\.inf|.*:|-")) {
                continue;
            }
            scalars.add(scalar);
        }
        return List.copyOf(scalars);
    }

    @Test
    void kubectlReadsTheSame() throws Exception {
        compare(YamlRoute.RAW, List.of("label", "--local", "-f", "in.yaml", "q=w", "-o", "json"));
    }

    @Test
    void kustomizeReadsTheSame() throws Exception {
        Files.writeString(folder.resolve("kustomization.yaml"), "resources: [in.yaml]\n");
        compare(YamlRoute.KUSTOMIZE, List.of("kustomize", "."));
    }

    private void compare(YamlRoute route, List<String> command) throws Exception {
        List<String> scalars = scalars();
        var text = new StringBuilder("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nx:\n");
        for (int i = 0; i < scalars.size(); i++) {
            text.append("  v%d: %s\n".formatted(i, scalars.get(i)));
        }
        Files.writeString(folder.resolve("in.yaml"), text);
        String output = run(command);
        Map<?, ?> ours = (Map<?, ?>) JsonPointer.of("x")
                .in(Manifests.parser()
                        .parse("in.yaml", text.toString(), route)
                        .documents()
                        .getFirst()
                        .value());
        var differences = new ArrayList<String>();
        if (route == YamlRoute.RAW) {
            JsonNode theirs = JSON.readTree(output).get("x");
            for (int i = 0; i < scalars.size(); i++) {
                String expected = canonical(JSON.convertValue(theirs.get("v" + i), Object.class));
                String actual = canonical(ours.get("v" + i));
                if (!expected.equals(actual)) {
                    differences.add(scalars.get(i) + " -> " + expected + " but " + actual);
                }
            }
        } else {
            // kustomize answers in YAML 1.1, quoted for it: our RAW reading, which the other test proves.
            Map<?, ?> theirs = (Map<?, ?>) JsonPointer.of("x")
                    .in(Manifests.parser()
                            .parse("out.yaml", output, YamlRoute.RAW)
                            .documents()
                            .getFirst()
                            .value());
            for (int i = 0; i < scalars.size(); i++) {
                String expected = canonical(theirs.get("v" + i));
                String actual = canonical(ours.get("v" + i));
                if (!expected.equals(actual)) {
                    differences.add(scalars.get(i) + " -> " + expected + " but " + actual);
                }
            }
        }
        assertEquals(List.of(), differences);
    }

    private static String canonical(Object value) {
        return switch (value) {
            case null -> "null";
            case Number number -> "number " + canonicalNumber(new BigDecimal(number.toString()));
            default -> value.getClass().getSimpleName() + " " + value;
        };
    }

    private static String canonicalNumber(BigDecimal number) {
        boolean whole = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
        return whole && number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
                ? number.toBigInteger().toString()
                : Double.toString(number.doubleValue());
    }

    private String run(List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(SandboxProgram.path().toString(), "kubectl"));
        command.addAll(arguments);
        Path errors = Files.createTempFile(folder, "errors", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> {
            try {
                return Files.readString(errors);
            } catch (IOException e) {
                return e.toString();
            }
        });
        assertTrue(output.length() > 100);
        return output;
    }
}
