package app.driftless.core.internal.predict;

import app.driftless.core.manifest.Gvk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One node of a type in a server's OpenAPI v3 document, read as server-side apply reads it: how maps and lists merge,
/// what is declared, what has a default. Immutable; any thread.
public final class Schema {
    private static final String REFERENCE = "#/components/schemas/";
    /// Where the types of Kubernetes itself are; those of custom kinds are named after their group.
    private static final List<String> BUILT_IN =
            List.of("io.k8s.api.", "io.k8s.apiextensions-apiserver.", "io.k8s.kube-aggregator.");
    private static final int LONGEST_CHAIN = 16;
    private static final String MAP_TYPE = "x-kubernetes-map-type";

    private final Document document;
    private final Map<?, ?> node;
    private final String reference;

    /// @param custom whether it describes custom kinds
    private record Document(Map<String, ?> types, boolean custom) {}

    /// @param reference the type's name; empty where it is written in place
    private Schema(Document document, Map<?, ?> node, String reference) {
        this.document = document;
        this.node = node;
        this.reference = reference;
    }

    /// @param schemas `components.schemas` of the document of the kind's group version
    public static Optional<Schema> of(Map<String, ?> schemas, Gvk type) {
        for (Map.Entry<String, ?> candidate : schemas.entrySet()) {
            if (candidate.getValue() instanceof Map<?, ?> map
                    && map.get("x-kubernetes-group-version-kind") instanceof List<?> kinds
                    && kinds.stream().anyMatch(kind -> names(kind, type))
                    && map.get("properties") instanceof Map<?, ?> properties
                    && properties.containsKey("metadata")) {
                boolean custom =
                        BUILT_IN.stream().noneMatch(prefix -> candidate.getKey().startsWith(prefix));
                return Optional.of(new Schema(new Document(schemas, custom), map, candidate.getKey()));
            }
        }
        return Optional.empty();
    }

    private static boolean names(@Nullable Object kind, Gvk type) {
        return kind instanceof Map<?, ?> map
                && type.group().equals(map.get("group"))
                && type.version().equals(map.get("version"))
                && type.kind().equals(map.get("kind"));
    }

    /// How values of a node are merged.
    enum Form {
        /// As one value.
        LEAF,
        /// Field by field.
        MAP,
        /// Item by item, each named by its key fields.
        KEYED,
        /// Item by item, each named by itself.
        SET
    }

    /// @param value what stands there: where the schema says nothing, the value decides
    Form form(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> _ -> "atomic".equals(node.get(MAP_TYPE)) || isScalar() ? Form.LEAF : Form.MAP;
            case List<?> _ -> listForm();
            case null, default -> Form.LEAF;
        };
    }

    /// Where the schema names no list type, the older patch strategy counts, as it does for the server.
    private Form listForm() {
        if (node.get("x-kubernetes-list-type") instanceof String type) {
            return switch (type) {
                case "map" -> Form.KEYED;
                case "set" -> Form.SET;
                default -> Form.LEAF;
            };
        }
        return node.get("x-kubernetes-patch-strategy") instanceof String strategy && strategy.startsWith("merge")
                ? node.containsKey("x-kubernetes-patch-merge-key") ? Form.KEYED : Form.SET
                : Form.LEAF;
    }

    /// The key fields of a [Form#KEYED] list's items.
    List<String> keys() {
        if (node.get("x-kubernetes-list-map-keys") instanceof List<?> keys) {
            return keys.stream().map(String::valueOf).sorted().toList();
        }
        return node.get("x-kubernetes-patch-merge-key") instanceof String key ? List.of(key) : List.of();
    }

    /// Whether a field is named by the type, as opposed to an entry of a map of free keys.
    boolean declares(String field) {
        return properties().containsKey(field);
    }

    /// Whether the server would keep such a field at all.
    boolean allows(String field) {
        return declares(field)
                || isOpen()
                || node.get("additionalProperties") instanceof Map<?, ?>
                || Boolean.TRUE.equals(node.get("additionalProperties"));
    }

    private boolean isOpen() {
        return Boolean.TRUE.equals(node.get("x-kubernetes-preserve-unknown-fields"))
                || (properties().isEmpty() && !node.containsKey("additionalProperties"));
    }

    Schema field(String name) {
        if (properties().get(name) instanceof Map<?, ?> declared) {
            return resolved(declared);
        }
        return node.get("additionalProperties") instanceof Map<?, ?> values ? resolved(values) : anything();
    }

    Schema items() {
        return node.get("items") instanceof Map<?, ?> items ? resolved(items) : anything();
    }

    Map<?, ?> properties() {
        return node.get("properties") instanceof Map<?, ?> properties ? properties : Map.of();
    }

    /// What the server fills in where nothing stands, or null. Zero values of Go types (`""`, `0`, `{}`) are published
    /// as defaults of built-in types and never seen, so they do not count there.
    @Nullable
    Object preset() {
        Object value = node.get("default");
        boolean zero = value == null
                || Objects.equals(value, "")
                || (value instanceof Number number && number.doubleValue() == 0)
                || Boolean.FALSE.equals(value)
                || (value instanceof Map<?, ?> map && map.isEmpty());
        return zero && !document.custom() ? null : value;
    }

    /// Whether it belongs to a custom kind, whose objects are kept as they were written.
    boolean isCustom() {
        return document.custom();
    }

    boolean isQuantity() {
        return reference.endsWith("api.resource.Quantity");
    }

    boolean isNullable() {
        return Boolean.TRUE.equals(node.get("nullable"));
    }

    private boolean isScalar() {
        return node.get("type") instanceof String type && !type.equals("object") && !type.equals("array");
    }

    private Schema anything() {
        return new Schema(document, Map.of(), "");
    }

    /// Follows references. What stands beside a reference wins over the type's own.
    private Schema resolved(Map<?, ?> start) {
        Map<Object, Object> beside = new LinkedHashMap<>();
        Map<?, ?> current = start;
        String name = "";
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            String next = next(current);
            if (next.isEmpty()) {
                break;
            }
            for (String word : List.of("default", MAP_TYPE)) {
                Object value = current.get(word);
                if (value != null) {
                    beside.putIfAbsent(word, value);
                }
            }
            name = next;
            current = document.types().get(next) instanceof Map<?, ?> target ? target : Map.of();
        }
        if (beside.isEmpty()) {
            return new Schema(document, current, name);
        }
        Map<Object, @Nullable Object> both = new LinkedHashMap<>(current);
        both.putAll(beside);
        return new Schema(document, both, name);
    }

    private static String next(Map<?, ?> node) {
        if (node.get("$ref") instanceof String text && text.startsWith(REFERENCE)) {
            return text.substring(REFERENCE.length());
        }
        return node.get("allOf") instanceof List<?> parts
                        && parts.size() == 1
                        && parts.getFirst() instanceof Map<?, ?> only
                ? next(only)
                : "";
    }
}
