package app.driftless.core.internal.schema;

import app.driftless.core.validate.Bounds;
import app.driftless.core.validate.SchemaNode;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A schema over its JSON tree: of the bundle, of a CRD, or our own. What `$ref` names is looked up when it is asked
/// for.
public final class TreeSchema implements SchemaNode {
    private final Map<?, ?> tree;
    private final Function<String, Optional<TreeSchema>> definitions;
    private volatile @Nullable Facts facts;

    public TreeSchema(Map<?, ?> tree, Function<String, Optional<TreeSchema>> definitions) {
        this.tree = tree;
        this.definitions = definitions;
    }

    /// A schema without references.
    public static TreeSchema of(Map<?, ?> tree) {
        return new TreeSchema(tree, _ -> Optional.empty());
    }

    private record Facts(
            String type,
            String description,
            Map<String, SchemaNode> properties,
            Optional<SchemaNode> additional,
            Optional<SchemaNode> items,
            List<String> required,
            List<Object> allowed,
            Bounds bounds,
            Marks marks) {}

    private record Marks(
            String format,
            boolean intOrString,
            boolean preserves,
            boolean embedded,
            String listType,
            List<String> mapKeys,
            @Nullable Object byDefault) {}

    private Facts facts() {
        Facts known = facts;
        if (known == null) {
            known = read();
            facts = known;
        }
        return known;
    }

    private Facts read() {
        Optional<TreeSchema> target =
                tree.get("$ref") instanceof String name ? definitions.apply(name) : Optional.empty();
        if (target.isPresent()) {
            Facts of = target.get().facts();
            Marks marks = of.marks();
            Object byDefault = tree.containsKey("default") ? tree.get("default") : marks.byDefault();
            return new Facts(
                    of.type(),
                    tree.get("description") instanceof String own ? own : of.description(),
                    of.properties(),
                    of.additional(),
                    of.items(),
                    of.required(),
                    of.allowed(),
                    of.bounds(),
                    new Marks(
                            marks.format(),
                            marks.intOrString(),
                            marks.preserves(),
                            marks.embedded(),
                            marks.listType(),
                            marks.mapKeys(),
                            byDefault));
        }
        return new Facts(
                text("type"),
                text("description"),
                properties(tree.get("properties")),
                child(tree.get("additionalProperties")),
                child(tree.get("items")),
                texts("required"),
                tree.get("enum") instanceof List<?> values
                        ? values.stream()
                                .filter(Objects::nonNull)
                                .map(Object.class::cast)
                                .toList()
                        : List.of(),
                readBounds(),
                readMarks());
    }

    private Map<String, SchemaNode> properties(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Map.of();
        }
        Map<String, SchemaNode> properties = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((name, schema) -> {
            if (schema instanceof Map<?, ?> child) {
                properties.put(String.valueOf(name), new TreeSchema(child, definitions));
            }
        });
        return Collections.unmodifiableMap(properties);
    }

    private Optional<SchemaNode> child(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> Optional.of(new TreeSchema(map, definitions));
            case Boolean allowed when allowed -> Optional.of(new TreeSchema(Map.of(), definitions));
            case null, default -> Optional.empty();
        };
    }

    private Bounds readBounds() {
        var bounds = new Bounds(
                decimal("minimum"),
                decimal("maximum"),
                flag("exclusiveMinimum"),
                flag("exclusiveMaximum"),
                tree.get("pattern") instanceof String pattern ? pattern : null,
                first("minLength", "minItems", "minProperties"),
                first("maxLength", "maxItems", "maxProperties"));
        return bounds.equals(Bounds.NONE) ? Bounds.NONE : bounds;
    }

    private Marks readMarks() {
        return new Marks(
                text("format"),
                flag("x-kubernetes-int-or-string") || text("format").equals("int-or-string"),
                flag("x-kubernetes-preserve-unknown-fields"),
                flag("x-kubernetes-embedded-resource"),
                text("x-kubernetes-list-type"),
                texts("x-kubernetes-list-map-keys"),
                tree.get("default"));
    }

    private String text(String key) {
        return tree.get(key) instanceof String text ? text : "";
    }

    private boolean flag(String key) {
        return Boolean.TRUE.equals(tree.get(key));
    }

    private List<String> texts(String key) {
        return tree.get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private @Nullable BigDecimal decimal(String key) {
        return tree.get(key) instanceof Number number ? new BigDecimal(number.toString()) : null;
    }

    private @Nullable Integer first(String... keys) {
        for (String key : keys) {
            if (tree.get(key) instanceof Number number) {
                return (int) Math.min(number.longValue(), Integer.MAX_VALUE);
            }
        }
        return null;
    }

    @Override
    public String type() {
        return facts().type();
    }

    @Override
    public String description() {
        return facts().description();
    }

    @Override
    public Map<String, SchemaNode> properties() {
        return facts().properties();
    }

    @Override
    public Optional<SchemaNode> additionalProperties() {
        return facts().additional();
    }

    @Override
    public Optional<SchemaNode> items() {
        return facts().items();
    }

    @Override
    public List<String> required() {
        return facts().required();
    }

    @Override
    public List<Object> allowedValues() {
        return facts().allowed();
    }

    @Override
    public boolean intOrString() {
        return facts().marks().intOrString();
    }

    @Override
    public boolean preservesUnknown() {
        return facts().marks().preserves();
    }

    @Override
    public String listType() {
        return facts().marks().listType();
    }

    @Override
    public List<String> listMapKeys() {
        return facts().marks().mapKeys();
    }

    @Override
    public String format() {
        return facts().marks().format();
    }

    @Override
    public Bounds bounds() {
        return facts().bounds();
    }

    @Override
    public @Nullable Object defaultValue() {
        return facts().marks().byDefault();
    }

    @Override
    public boolean embeddedResource() {
        return facts().marks().embedded();
    }
}
