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

/// Reads the facts of one schema from its JSON tree.
record FactsReader(Map<?, ?> tree, Function<String, Optional<TreeSchema>> definitions) {
    SchemaFacts read() {
        Optional<TreeSchema> target =
                tree.get("$ref") instanceof String name ? definitions.apply(name) : Optional.empty();
        if (target.isPresent()) {
            SchemaFacts of = target.get().facts();
            SchemaFacts.Marks marks = of.marks();
            Object byDefault = tree.containsKey("default") ? tree.get("default") : marks.byDefault();
            return new SchemaFacts(
                    of.type(),
                    tree.get("description") instanceof String own ? own : of.description(),
                    of.properties(),
                    of.additional(),
                    of.items(),
                    of.required(),
                    of.allowed(),
                    of.bounds(),
                    new SchemaFacts.Marks(
                            marks.format(),
                            marks.intOrString(),
                            marks.preserves(),
                            marks.embedded(),
                            marks.listType(),
                            marks.mapKeys(),
                            byDefault));
        }
        return new SchemaFacts(
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

    private SchemaFacts.Marks readMarks() {
        return new SchemaFacts.Marks(
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
}
