package app.driftless.core.cluster;

import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Asks what the server would make of an object as a new one, under another name, for its own is or may be taken. Dry
/// runs only.
public final class Scratch {
    private static final String PREFIX = "driftless-dry-run-";

    private static final Set<String> KEPT = Set.of(
            "/Namespace",
            "/PersistentVolume",
            "/PersistentVolumeClaim",
            "apiextensions.k8s.io/CustomResourceDefinition");

    private Scratch() {}

    /// Whether replacing an object of this kind would lose what it holds.
    public static boolean losesData(Gvk type) {
        return KEPT.contains(type.group() + "/" + type.kind());
    }

    /// The answer bears the object's own name and namespace.
    ///
    /// @param namespace where it is asked
    static ApplyAnswer create(Cluster cluster, Resource resource, String namespace) {
        String name = PREFIX + UUID.randomUUID().toString().substring(0, 8);
        ApplyAnswer answer = cluster.dryRunCreate(Placement.moved(resource, name, namespace));
        if (!(answer instanceof ApplyAnswer.Applied(var created, var isNew))) {
            return answer;
        }
        Map<String, Object> named =
                strings((Map<?, ?>) renamed(created.body(), name, resource.key().name()));
        Map<String, Object> own = Placement.moved(
                        Resource.of(named, resource.origin()),
                        resource.key().name(),
                        resource.key().namespace())
                .body();
        return new ApplyAnswer.Applied(
                new LiveObject(created.type(), resource.key(), created.uid(), created.resourceVersion(), own), isNew);
    }

    /// Whether the object could take the place of `live`, once that is deleted.
    public static ApplyAnswer inPlaceOf(Cluster cluster, Resource resource, Map<String, Object> live) {
        return create(
                cluster,
                Resource.of(withoutHeld(resource.body(), live), resource.origin()),
                resource.key().namespace());
    }

    /// Without the addresses and ports that the live Service holds itself: they are free again once it is gone.
    private static Map<String, Object> withoutHeld(Map<String, Object> body, Map<String, Object> live) {
        if (!"Service".equals(body.get("kind"))
                || !"v1".equals(body.get("apiVersion"))
                || !(body.get("spec") instanceof Map<?, ?> wanted)
                || !(live.get("spec") instanceof Map<?, ?> held)) {
            return body;
        }
        Map<String, Object> spec = strings(wanted);
        for (String address : List.of("clusterIP", "clusterIPs", "healthCheckNodePort")) {
            if (spec.containsKey(address)
                    && spec.get(address).equals(held.get(address))
                    && !"None".equals(spec.get(address))) {
                spec.remove(address);
            }
        }
        if (spec.get("ports") instanceof List<?> ports) {
            List<@Nullable Object> heldPorts = nodePorts(held.get("ports"));
            spec.put(
                    "ports",
                    ports.stream().map(port -> withoutNodePort(port, heldPorts)).toList());
        }
        Map<String, Object> copy = new LinkedHashMap<>(body);
        copy.put("spec", spec);
        return copy;
    }

    private static List<@Nullable Object> nodePorts(@Nullable Object ports) {
        var found = new ArrayList<@Nullable Object>();
        if (ports instanceof List<?> list) {
            list.forEach(item -> found.add(item instanceof Map<?, ?> port ? port.get("nodePort") : null));
        }
        return found;
    }

    private static Object withoutNodePort(Object item, List<@Nullable Object> held) {
        if (!(item instanceof Map<?, ?> port)
                || !port.containsKey("nodePort")
                || !held.contains(port.get("nodePort"))) {
            return item;
        }
        Map<String, Object> copy = strings(port);
        copy.remove("nodePort");
        return copy;
    }

    /// The name may stand in labels too (`kubernetes.io/metadata.name`).
    private static Object renamed(Object value, String from, String to) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<Object, Object> copy = new LinkedHashMap<>();
                map.forEach((key, item) -> copy.put(key, item == null ? null : renamed(item, from, to)));
                yield copy;
            }
            case List<?> list -> {
                List<Object> copy = new ArrayList<>();
                list.forEach(item -> copy.add(renamed(item, from, to)));
                yield copy;
            }
            default -> value.equals(from) ? to : value;
        };
    }

    private static Map<String, Object> strings(Map<?, ?> map) {
        Map<String, Object> typed = new LinkedHashMap<>();
        map.forEach((key, value) -> typed.put(String.valueOf(key), value));
        return typed;
    }
}
