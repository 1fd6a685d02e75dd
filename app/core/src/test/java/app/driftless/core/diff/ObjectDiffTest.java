package app.driftless.core.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a real server shows seldom or not at all.
class ObjectDiffTest {
    private static Map<String, Object> yaml(String text) {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readerFor(new TypeReference<LinkedHashMap<String, Object>>() {})
                    .with(DeserializationFeature.USE_LONG_FOR_INTS)
                    .readValue(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static List<Difference> diff(String desired, String live, String predicted, String... created) {
        Map<String, Object> wanted = yaml(desired);
        wanted.putIfAbsent("metadata", Map.of());
        return new ObjectDiff(
                        wanted,
                        yaml(live),
                        yaml(predicted),
                        Optional.empty(),
                        List.of(),
                        new ObjectDiff.Question(
                                () -> created.length == 0 ? Optional.empty() : Optional.of(yaml(created[0])),
                                new PersonsTools(List.of("kubectl*"))))
                .differences();
    }

    private static List<String> texts(List<Difference> differences) {
        return differences.stream().map(d -> d.kind() + " " + d.fieldPath()).toList();
    }

    @Test
    void aListWhoseItemsOnlyChangePlacesIsOneDifference() {
        String owned =
                ", metadata: {managedFields: [{manager: driftless, operation: Apply, fieldsV1: {\"f:spec\": {\"f:env\": {\"k:{\\\"name\\\":\\\"a\\\"}\": {\"f:name\": {}}, \"k:{\\\"name\\\":\\\"b\\\"}\": {\"f:name\": {}}}}}}]}";
        String ab = "spec: {env: [{name: a}, {name: b}]}";
        String ba = "spec: {env: [{name: b}, {name: a}]}";
        assertEquals(
                List.of("YOURS .spec.env"),
                texts(diff("{" + ba + "}", "{" + ab + owned + "}", "{" + ba + owned + "}")));
    }

    @Test
    void aListWithTwoItemsOfOneKeyIsComparedAsAWhole() {
        String twice = "{spec: {env: [{name: a, value: x}, {name: a, value: y}]}}";
        String once = "{spec: {env: [{name: a, value: y}]}}";
        assertEquals(List.of("YOURS .spec.env"), texts(diff(once, twice, once)));
    }

    @Test
    void whatBelongsToTwoManagersOfDifferentKindIsShownFieldByField() {
        String live = """
                {spec: {a: 1, b: 2}, metadata: {managedFields: [
                {manager: kubectl-edit, operation: Update, fieldsV1: {"f:spec": {"f:a": {}}}},
                {manager: autoscaler, operation: Update, fieldsV1: {"f:spec": {"f:b": {}}}}]}}""";
        assertEquals(List.of("DRIFT .spec.a", "FOREIGN .spec.b"), texts(diff("{}", live, live)));
    }

    @Test
    void aDefaultThatACreatorOwnsIsADefault() {
        String live = """
                {spec: {a: 1, b: 2}, metadata: {managedFields: [
                {manager: kubectl-create, operation: Update, fieldsV1: {"f:spec": {"f:a": {}, "f:b": {}}}}]}}""";
        assertEquals(
                List.of("DEFAULT .spec.a", "DRIFT .spec.b"), texts(diff("{}", live, live, "{spec: {a: 1, b: 3}}")));
    }

    @Test
    void aConsequenceOnTheServerIsADefault() {
        assertEquals(
                List.of("DEFAULT .spec.derived", "YOURS .spec.a"),
                texts(diff("{spec: {a: 2}}", "{spec: {a: 1, derived: x}}", "{spec: {a: 2, derived: y}}")).stream()
                        .sorted()
                        .toList());
    }

    @Test
    void whatOnlyTheServerWritesIsLeftOut() {
        String live =
                "{metadata: {uid: u, resourceVersion: \"1\", generation: 1, creationTimestamp: t, labels: {applyset.kubernetes.io/part-of: x}}, status: {a: b}}";
        String predicted =
                "{metadata: {uid: u, resourceVersion: \"1\", generation: 2, creationTimestamp: t}, status: {a: c}}";
        assertEquals(List.of(), diff("{metadata: {}}", live, predicted));
    }

    @ParameterizedTest
    @CsvSource({
        "1000m, 1, true", "1024Mi, 1Gi, true", "0.5, 500m, true", "1e3, 1k, true", "1.5Gi, 1536Mi, true",
        "128M, 128Mi, false", "1, 2, false", "100m, 0.1, true", "1E, 1000P, true", "5n, 5u, false"
    })
    void quantitiesMeanNumbers(String one, String other, boolean same) {
        var path = FieldPath.ROOT.child(new PathElement.Field("limits")).child(new PathElement.Field("cpu"));
        assertEquals(same, Canonical.means(path, one, other));
        assertEquals(same, Canonical.means(path, other, one));
        assertFalse(Canonical.means(FieldPath.ROOT.child(new PathElement.Field("args")), one, other));
    }

    @Test
    void keysOfManagedFieldsAreRead() {
        assertEquals(
                Map.of("containerPort", 80L, "protocol", "T\"C\nP"),
                JsonText.object("{\"containerPort\":80,\"protocol\":\"T\\\"C\\nP\"}"));
        assertEquals(true, JsonText.scalar("true"));
        assertEquals("x", JsonText.scalar("\"x\""));
        assertThrows(IllegalArgumentException.class, () -> JsonText.object("{\"a\":1"));
        assertThrows(IllegalArgumentException.class, () -> JsonText.scalar("\"a\" \"b\""));
    }

    @Test
    void masksAreEqualForEqualValuesOnlyAndTellNoLength() {
        var masking = new Masking();
        Map<String, Object> secret = yaml("""
                {apiVersion: v1, kind: Secret, data: {a: c2FtZQ==, b: bG9uZ2VyIHZhbHVl, bad: "!!", number: 7}, stringData: {c: same},
                 metadata: {annotations: {kubectl.kubernetes.io/last-applied-configuration: canary, other: kept}}}""");
        Map<String, Object> masked = masking.mask(secret);
        Map<?, ?> data = (Map<?, ?>) masked.get("data");
        assertEquals(data.get("a"), ((Map<?, ?>) masked.get("stringData")).get("c"));
        assertNotEquals(data.get("a"), data.get("b"));
        assertEquals(data.get("a").toString().length(), data.get("b").toString().length());
        assertTrue(masked.toString().contains("kept"));
        assertFalse(masked.toString().contains("canary") || masked.toString().contains("c2FtZQ"), masked.toString());
        assertNotEquals(data.get("a"), ((Map<?, ?>) new Masking().mask(secret).get("data")).get("a"));
        Map<String, Object> plain = yaml("{apiVersion: v1, kind: ConfigMap, data: {a: b}}");
        assertEquals(plain, masking.mask(plain));
    }
}
