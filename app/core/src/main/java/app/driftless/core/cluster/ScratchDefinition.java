package app.driftless.core.cluster;

import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.Resource;
import app.driftless.core.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// Has the server judge an object whose kind does not exist yet. It would not take the object, but a dry run of a
/// definition takes it as a *default* in the kind's schema, and a server checks defaults by schema and rules (CEL)
/// as it checks objects. Only dry runs; thread-safe.
final class ScratchDefinition {
    /// Where the object stands in the definition, as the server's causes spell it.
    private static final String PLACE = "properties[object].default";
    private final Cluster cluster;

    ScratchDefinition(Cluster cluster) {
        this.cluster = cluster;
    }

    /// What is wrong with the object; empty if nothing is, or the server does not say.
    ///
    /// @param body the object with the kind's defaults: those of a default are not filled in
    /// @param schema `openAPIV3Schema` of its kind
    Optional<Problem> check(Placement.Placed object, Map<String, Object> body, Map<?, ?> schema) {
        if (!(schema.get("properties") instanceof Map<?, ?>)) {
            return Optional.empty();
        }
        ApplyAnswer answer = cluster.dryRunCreate(definition(body, schema));
        if (!(answer instanceof ApplyAnswer.Refused refused)) {
            return Optional.empty();
        }
        Map<String, String> causes = new TreeMap<>();
        refused.causes().forEach((path, message) -> {
            int at = path.indexOf(PLACE);
            if (at >= 0) {
                String place = path.substring(at + PLACE.length());
                causes.put(place.startsWith(".") ? place.substring(1) : place, message);
            }
        });
        return causes.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.of(
                        ClusterProblem.INVALID,
                        object.key().toString(),
                        causes.entrySet().stream()
                                .map(cause -> (cause.getKey().isEmpty() ? "" : cause.getKey() + ": ")
                                        + cause.getValue().replaceAll("Invalid value: \\{.*\\}: ", ""))
                                .collect(Collectors.joining("; "))));
    }

    private static Resource definition(Map<String, Object> body, Map<?, ?> schema) {
        Map<String, Object> held = new LinkedHashMap<>(body);
        held.remove("status");
        Map<String, Object> embedded = new LinkedHashMap<>();
        schema.forEach((word, value) -> embedded.put(String.valueOf(word), value));
        embedded.put("x-kubernetes-embedded-resource", true);
        embedded.put("default", held);
        String group = "check-" + UUID.randomUUID().toString().substring(0, 8) + ".driftless.app";
        return Resource.of(
                Map.of(
                        "apiVersion",
                        "apiextensions.k8s.io/v1",
                        "kind",
                        "CustomResourceDefinition",
                        "metadata",
                        Map.of("name", "checks." + group),
                        "spec",
                        Map.of(
                                "group",
                                group,
                                "scope",
                                "Namespaced",
                                "names",
                                Map.of("plural", "checks", "singular", "check", "kind", "Check"),
                                "versions",
                                List.of(Map.of(
                                        "name",
                                        "v1",
                                        "served",
                                        true,
                                        "storage",
                                        true,
                                        "schema",
                                        Map.of(
                                                "openAPIV3Schema",
                                                Map.of("type", "object", "properties", Map.of("object", embedded))))))),
                new Origin("", 0, 0));
    }
}
