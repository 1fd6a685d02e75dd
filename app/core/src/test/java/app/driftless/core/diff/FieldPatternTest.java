package app.driftless.core.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.driftless.core.manifest.JsonPointer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldPatternTest {
    private static final JsonPointer POINTER = JsonPointer.parse("/spec/ports/0/name");
    private static final FieldPath PATH = new FieldPath(List.of(
            new PathElement.Field("spec"),
            new PathElement.Field("ports"),
            PathElement.Key.of(Map.of("port", 80L, "protocol", "TCP")),
            new PathElement.Field("name")));

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "/spec/ports/0/name true",
                "/spec/ports/*/name true",
                "/spec/ports true",
                "/*/ports true",
                "/spec/ports/1/name false",
                "/spec/ports/0/name/x false",
                "/spec/port false",
                ".spec.ports true",
                ".spec.*[*].name true",
                ".spec.ports[port=80,protocol=\"TCP\"].name true",
                ".spec.ports[port=80] true",
                ".spec.ports[protocol=TCP] true",
                ".spec.ports[port=81] false",
                ".spec.ports[0] false",
                ".spec.ports[nodePort=80] false",
                ".spec.port false",
                ".spec.ports[port=80].nam false",
            })
    void coversWhatItNamesAndAllThatLiesInIt(String pattern, boolean covers) {
        assertEquals(covers, new FieldPattern(pattern).covers(PATH, POINTER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                ".metadata.annotations.example.org/a.b true",
                ".metadata.annotations.example.org/a false",
                ".metadata.annotations.example false",
                ".metadata.annotations.* true",
                "/metadata/annotations/example.org~1a.b true",
            })
    void namesMayHoldDotsAndSlashes(String pattern, boolean covers) {
        var path = new FieldPath(List.of(
                new PathElement.Field("metadata"),
                new PathElement.Field("annotations"),
                new PathElement.Field("example.org/a.b")));
        var pointer = JsonPointer.of("metadata", "annotations", "example.org/a.b");
        assertEquals(covers, new FieldPattern(pattern).covers(path, pointer));
    }

    @ParameterizedTest
    @CsvSource({
        "api*,api-web,true",
        "*,'',true",
        "*-web,api-web,true",
        "a*c*e,abcde,true",
        "a*c,abd,false",
        "Api,api,false"
    })
    void starsStandForAnyText(String glob, String text, boolean matches) {
        assertEquals(matches, Glob.matches(glob, text));
    }
}
