package app.driftless.core.internal.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldRouteTest {
    private static final Map<String, Object> OBJECT = Map.of(
            "metadata",
            Map.of(
                    "labels",
                    Map.of("app.kubernetes.io/name", "web", "app", "x"),
                    "finalizers",
                    List.of("a/b", "c.d/e")),
            "spec",
            Map.of(
                    "containers",
                    List.of(
                            Map.of("name", "web", "ports", List.of(Map.of("containerPort", 80L))),
                            Map.of("name", "a]\"b", "args", List.of("x")))));

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                ".metadata.labels.app.kubernetes.io/name, /metadata/labels/app.kubernetes.io~1name",
                ".metadata.labels.app, /metadata/labels/app",
                "'.metadata.finalizers[=\"c.d/e\"]', /metadata/finalizers/1",
                "'.spec.containers[name=\"web\"].ports[containerPort=80,protocol=\"TCP\"]', /spec/containers/0/ports/0",
                "'.spec.containers[name=\"a]\\\"b\"].args[0]', /spec/containers/1/args/0"
            })
    void findsThePlaceThatAFieldPathMeans(String path, String pointer) {
        assertEquals(
                pointer, FieldRoute.find(OBJECT, path).map(FieldRoute::pointer).orElse("none"));
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        assertTrue(FieldRoute.find(OBJECT, ".spec.replicas").isEmpty());
        assertTrue(FieldRoute.find(OBJECT, ".spec.containers[name=\"other\"]").isEmpty());
        assertTrue(FieldRoute.find(OBJECT, ".spec.containers[name=\"web\"].ports[containerPort=81]")
                .isEmpty());
    }

    @Test
    void takesOnePlaceOutAndLeavesTheRest() {
        Map<String, Object> rest = FieldRoute.find(OBJECT, ".spec.containers[name=\"web\"].ports[containerPort=80]")
                .orElseThrow()
                .removedFrom(OBJECT);
        assertFalse(rest.toString().contains("containerPort"));
        assertTrue(rest.toString().contains("args=[x]"));
        assertTrue(OBJECT.toString().contains("containerPort"));
    }

    @Test
    void aFieldCoversItselfAndWhatIsInIt() {
        assertTrue(FieldRoute.covers(".spec.ports", ".spec.ports[port=80].name"));
        assertTrue(FieldRoute.covers(".spec.ports", ".spec.ports"));
        assertFalse(FieldRoute.covers(".spec.port", ".spec.ports"));
        assertFalse(FieldRoute.covers(".spec.ports[port=80].name", ".spec.ports"));
    }
}
