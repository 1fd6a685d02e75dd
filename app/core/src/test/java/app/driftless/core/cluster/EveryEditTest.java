package app.driftless.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.Masking;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.Resource;
import app.driftless.testkit.cluster.ControlPlane;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// R2: each value of many live objects is changed and removed by somebody else, and each time exactly that is shown.
class EveryEditTest {
    private static final Workers WORKERS = new Workers();
    private static final Set<String> KEYS = Set.of(
            "name", "containerPort", "port", "protocol", "mountPath", "topologyKey", "whenUnsatisfiable", "type");
    private static Cluster cluster;
    private static OtherClient other;
    private static Map<app.driftless.core.manifest.Gvk, ApiResource> kinds;

    @BeforeAll
    static void start() throws Exception {
        cluster = Connected.toShared(WORKERS);
        other = new OtherClient(ControlPlane.shared().kubeconfig());
        kinds = new LinkedHashMap<>();
        cluster.discovery(false).forEach(kind -> kinds.put(kind.type(), kind));
    }

    @AfterAll
    static void end() {
        cluster.close();
        WORKERS.close();
    }

    private static String path(Resource resource) {
        ApiResource kind = kinds.get(resource.type());
        String root = resource.type().group().isEmpty()
                ? "/api/v1"
                : "/apis/" + resource.type().apiVersion();
        return root + (kind.namespaced() ? "/namespaces/" + resource.key().namespace() : "") + "/" + kind.plural() + "/"
                + resource.key().name();
    }

    private static void put(Resource resource) {
        assertInstanceOf(
                ApplyAnswer.Applied.class,
                cluster.apply(new ApplyRequest(resource, false, true, Optional.empty())),
                resource.key().toString());
    }

    private static ResourceDiff diff(Resource desired) {
        return new LiveDiff(WORKERS, new Masking(), new PersonsTools(List.of("kubectl*")))
                .diff(
                        cluster,
                        new LiveDiff.Request(List.of(desired), List.of(desired), List.of()),
                        _ -> {},
                        Progress.none(),
                        new CancelToken())
                .getFirst();
    }

    private static List<Difference> shown(ResourceDiff diff) {
        return diff.differences().stream()
                .filter(d -> d.kind() != DiffClass.DEFAULT && d.kind() != DiffClass.MUTATED)
                .toList();
    }

    private static void leaves(Object node, JsonPointer at, List<JsonPointer> into) {
        switch (node) {
            case Map<?, ?> map -> map.forEach((key, value) -> leaves(value, at.child(key.toString()), into));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    leaves(list.get(i), at.child(i), into);
                }
            }
            default -> {
                List<String> tokens = at.tokens();
                boolean identity = tokens.size() < 2
                        || (tokens.size() == 2 && Set.of("name", "namespace").contains(tokens.get(1)));
                boolean key = at.tokens().size() > 2
                        && at.tokens().get(at.tokens().size() - 2).matches("\\d+")
                        && KEYS.contains(at.tokens().getLast());
                if (!identity && !key) {
                    into.add(at);
                }
            }
        }
    }

    private static Object changed(Object value) {
        return switch (value) {
            case String s -> s.matches("\\d+(\\.\\d+)?[A-Za-z]*") ? s.replaceFirst("^\\d", "3") : s + "x";
            case Long n -> n + 1;
            case Boolean b -> !b;
            default -> "other";
        };
    }

    @Test
    void everyValueChangedOrRemovedByAnotherIsDriftThereAndNowhereElse() throws Exception {
        String namespace = ControlPlane.shared().namespace("edits");
        var wrong = new ArrayList<String>();
        int edits = 0;
        int unappliable = 0;
        for (Resource resource : resources(namespace)) {
            put(resource);
            Map<String, Object> live = cluster.get(
                            resource.type(),
                            resource.key().namespace(),
                            resource.key().name())
                    .orElseThrow()
                    .body();
            var places = new ArrayList<JsonPointer>();
            leaves(resource.body(), JsonPointer.ROOT, places);
            for (JsonPointer place : places) {
                Object value = place.in(live);
                if (value == null || value.equals(changed(value))) {
                    continue;
                }
                for (Map<String, Object> operation : List.<Map<String, Object>>of(
                        Map.of("op", "replace", "path", place.toString(), "value", changed(value)),
                        Map.of("op", "remove", "path", place.toString()))) {
                    String body = new ObjectMapper().writeValueAsString(List.of(operation));
                    int status = other.patch(path(resource), "kubectl-edit", "application/json-patch+json", body);
                    if (status != 200) {
                        // What the server does not let anybody do cannot drift.
                        continue;
                    }
                    ResourceDiff diff = diff(resource);
                    List<Difference> found = shown(diff);
                    boolean same = Objects.equals(
                            place.in(cluster.get(
                                            resource.type(),
                                            resource.key().namespace(),
                                            resource.key().name())
                                    .orElseThrow()
                                    .body()),
                            value);
                    if (diff.action() == Action.ERROR) {
                        // A live edit that cannot be applied back (a strategy's parameters): told, and started anew.
                        assertTrue(diff.problem().isPresent());
                        LiveObject stuck = cluster.get(
                                        resource.type(),
                                        resource.key().namespace(),
                                        resource.key().name())
                                .orElseThrow();
                        cluster.delete(resource.type(), resource.key(), stuck.uid(), stuck.resourceVersion());
                        unappliable++;
                    } else if (!same) {
                        edits++;
                        if (found.size() != 1
                                || found.getFirst().kind() != DiffClass.DRIFT
                                || !(place.startsWith(found.getFirst().path()))) {
                            wrong.add(resource.key() + " " + operation + ": "
                                    + found.stream()
                                            .map(d -> d.kind() + " " + d.path() + " " + d.fieldPath())
                                            .toList());
                        }
                    }
                    put(resource);
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(edits >= 100, "only " + edits);
        assertTrue(unappliable <= 5, unappliable + " could not be judged");
    }

    private static List<Resource> resources(String namespace) throws Exception {
        Set<String> wanted = Set.of(
                "ConfigMap",
                "Secret",
                "Service",
                "Deployment",
                "DaemonSet",
                "CronJob",
                "HorizontalPodAutoscaler",
                "PodDisruptionBudget",
                "Ingress",
                "NetworkPolicy",
                "ResourceQuota",
                "LimitRange",
                "Role",
                "ServiceAccount");
        try (InputStream stream = Objects.requireNonNull(EveryEditTest.class.getResourceAsStream("truth.yaml"))) {
            return Manifests.all(new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("NS", namespace))
                    .stream()
                    .filter(r -> wanted.contains(r.type().kind()))
                    // The server's form, so that places in desired are places in live.
                    .filter(r -> !r.body().containsKey("stringData"))
                    .toList();
        }
    }

    @Test
    void scaleAndAnotherApplyAreSeenWithTheirManager() throws Exception {
        String namespace = ControlPlane.shared().namespace("scale");
        Resource deployment = resources(namespace).stream()
                .filter(r -> r.key().name().equals("recreate"))
                .findFirst()
                .orElseThrow();
        put(deployment);
        assertEquals(
                200,
                other.patch(
                        path(deployment) + "/scale",
                        "hpa-like",
                        "application/merge-patch+json",
                        "{\"spec\":{\"replicas\":9}}"));
        assertEquals(
                200,
                other.patch(
                        path(deployment) + "?force=true",
                        "other-tool",
                        "application/apply-patch+yaml",
                        "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"spec\":{\"minReadySeconds\":4,\"template\":{\"spec\":{\"containers\":[{\"name\":\"b\",\"image\":\"c\"}]}}}}"));
        var found = shown(diff(deployment)).stream()
                .map(d -> d.kind() + " " + d.fieldPath() + " " + d.manager().orElse("") + " " + d.conflict())
                .toList();
        assertEquals(
                Set.of(
                        "DRIFT .spec.replicas hpa-like true",
                        "FOREIGN .spec.minReadySeconds other-tool false",
                        "DRIFT .spec.template.spec.containers[name=\"b\"].image other-tool true"),
                Set.copyOf(found));
    }
}
