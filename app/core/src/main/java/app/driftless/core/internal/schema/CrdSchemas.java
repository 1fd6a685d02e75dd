package app.driftless.core.internal.schema;

import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The schemas in CustomResourceDefinitions, both of `v1` and, as old repositories have them, of `v1beta1`.
public final class CrdSchemas {
    private CrdSchemas() {}

    /// @param schema empty where the definition has none
    public record Crd(Optional<TreeSchema> schema, boolean namespaced) {}

    public static boolean isDefinition(Resource resource) {
        return resource.type().group().equals("apiextensions.k8s.io")
                && resource.type().kind().equals("CustomResourceDefinition");
    }

    /// Tells `found` of each served version of a definition. What the definition leaves out is passed over: its own
    /// validation names it.
    public static void read(Resource definition, BiConsumer<Gvk, Crd> found) {
        Map<?, ?> spec = map(definition.body().get("spec"));
        String group = text(spec.get("group"));
        String kind = text(map(spec.get("names")).get("kind"));
        if (group.isEmpty() || kind.isEmpty()) {
            return;
        }
        boolean namespaced = !text(spec.get("scope")).equals("Cluster");
        Map<?, ?> common = schema(spec.get("validation"));
        List<?> versions = spec.get("versions") instanceof List<?> list ? list : List.of();
        if (versions.isEmpty() && spec.get("version") instanceof String only) {
            found.accept(new Gvk(group, only, kind), new Crd(node(common, spec), namespaced));
        }
        for (Object item : versions) {
            Map<?, ?> version = map(item);
            Map<?, ?> own = schema(version.get("schema"));
            if (version.get("name") instanceof String name && !Boolean.FALSE.equals(version.get("served"))) {
                found.accept(new Gvk(group, name, kind), new Crd(node(own.isEmpty() ? common : own, spec), namespaced));
            }
        }
    }

    private static Map<?, ?> schema(@Nullable Object holder) {
        return map(map(holder).get("openAPIV3Schema"));
    }

    /// The schema with what the server adds: type and metadata of each object.
    private static Optional<TreeSchema> node(Map<?, ?> tree, Map<?, ?> spec) {
        if (tree.isEmpty()) {
            return Optional.empty();
        }
        var whole = new LinkedHashMap<Object, @Nullable Object>(tree);
        var properties = new LinkedHashMap<Object, @Nullable Object>(map(tree.get("properties")));
        properties.putIfAbsent("apiVersion", Map.of("type", "string"));
        properties.putIfAbsent("kind", Map.of("type", "string"));
        properties.put("metadata", Map.of("$ref", METADATA));
        whole.put("properties", properties);
        if (Boolean.TRUE.equals(spec.get("preserveUnknownFields"))) {
            whole.put("x-kubernetes-preserve-unknown-fields", true);
        }
        return Optional.of(
                new TreeSchema(whole, name -> name.equals(METADATA) ? Optional.of(metadata()) : Optional.empty()));
    }

    private static final String METADATA = "ObjectMeta";

    /// What a person may set in `metadata` of a custom resource.
    private static TreeSchema metadata() {
        Map<String, Object> text = Map.of("type", "string");
        Map<String, Object> texts = Map.of("type", "object", "additionalProperties", text);
        Map<String, Object> free = Map.of("type", "array", "items", Map.of());
        return TreeSchema.of(Map.of(
                "type",
                "object",
                "x-kubernetes-preserve-unknown-fields",
                true,
                "properties",
                Map.of(
                        "name", text,
                        "namespace", text,
                        "generateName", text,
                        "labels", texts,
                        "annotations", texts,
                        "finalizers", Map.of("type", "array", "items", text),
                        "ownerReferences", free)));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }
}
