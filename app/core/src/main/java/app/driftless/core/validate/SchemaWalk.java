package app.driftless.core.validate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Walks an object along its schema. Null counts as missing, as the server takes it.
final class SchemaWalk {
    private static final int MOST_NAMED = 12;
    private final Report report;
    /// How much is asked of an object.
    enum Mode {
        WHOLE,
        /// Nothing is required, directives of Kustomize are allowed.
        PATCH,
        /// Read by Kustomize itself, which does not tell upper from lower case in names of fields.
        KUSTOMIZATION
    }

    private final Mode mode;

    SchemaWalk(Report report, Mode mode) {
        this.report = report;
        this.mode = mode;
    }

    void walk(SchemaNode schema, Object value) {
        if (!Kinds.fits(schema, value)) {
            mismatch(schema, value);
            return;
        }
        switch (value) {
            case Map<?, ?> map -> object(schema, map);
            case List<?> list -> array(schema, list);
            case String text -> TextRules.check(report, schema, text);
            case Number number -> number(schema, number);
            default -> {}
        }
        if (!schema.allowedValues().isEmpty() && !schema.allowedValues().contains(value)) {
            report.value(SchemaIssue.NOT_ALLOWED, listed(schema.allowedValues()));
        }
    }

    private void mismatch(SchemaNode schema, Object value) {
        String expected = schema.intOrString() ? "integer | string" : schema.type();
        if (expected.equals("string") && (value instanceof Number || value instanceof Boolean)) {
            report.value(SchemaIssue.QUOTE, Kinds.of(value));
        } else {
            report.value(SchemaIssue.TYPE, expected.isEmpty() ? schema.format() : expected, Kinds.of(value));
        }
    }

    private void object(SchemaNode schema, Map<?, ?> map) {
        Map<String, SchemaNode> properties = schema.properties();
        boolean free = schema.preservesUnknown()
                || schema.embeddedResource()
                || properties.isEmpty() && schema.additionalProperties().isEmpty();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String name = String.valueOf(entry.getKey());
            SchemaNode known = properties.get(name);
            SchemaNode child =
                    known != null ? known : schema.additionalProperties().orElse(null);
            report.enter(name);
            if (child != null && entry.getValue() != null) {
                walk(child, entry.getValue());
            } else if (child == null && !free && !(mode == Mode.PATCH && name.startsWith("$"))) {
                unknown(name, properties);
            }
            report.leave();
        }
        if (mode != Mode.PATCH) {
            for (String name : schema.required()) {
                if (map.get(name) == null && missesDefault(properties.get(name))) {
                    report.map(SchemaIssue.REQUIRED, name);
                }
            }
        }
        size(schema.bounds(), map.size());
    }

    /// The server fills in a default before it looks for what is required.
    private static boolean missesDefault(@Nullable SchemaNode property) {
        return property == null || property.defaultValue() == null || "".equals(property.defaultValue());
    }

    private void unknown(String name, Map<String, SchemaNode> properties) {
        Optional<String> nearest = Spelling.nearest(name, properties.keySet());
        if (mode == Mode.KUSTOMIZATION && nearest.filter(name::equalsIgnoreCase).isPresent()) {
            return;
        }
        nearest.ifPresentOrElse(
                like -> report.key(SchemaIssue.UNKNOWN_FIELD_LIKE, name, like),
                () -> report.key(SchemaIssue.UNKNOWN_FIELD, name));
    }

    private void array(SchemaNode schema, List<?> list) {
        SchemaNode items = schema.items().orElse(null);
        for (int i = 0; i < list.size() && items != null; i++) {
            Object item = list.get(i);
            if (item != null) {
                report.enter(Integer.toString(i));
                walk(items, item);
                report.leave();
            }
        }
        switch (schema.listType()) {
            case "set" -> duplicates(list, item -> item);
            case "map" -> duplicates(list, item -> mergeKey(schema, item));
            default -> {}
        }
        size(schema.bounds(), list.size());
    }

    private interface Identity {
        @Nullable
        Object of(Object item);
    }

    private void duplicates(List<?> list, Identity identity) {
        var seen = new HashMap<Object, Integer>();
        for (int i = 0; i < list.size(); i++) {
            Object item = list.get(i);
            Object key = item == null ? null : identity.of(item);
            Integer first = key == null ? null : seen.putIfAbsent(key, i);
            if (first != null) {
                report.enter(Integer.toString(i));
                if (key instanceof MergeKey named) {
                    report.value(SchemaIssue.DUPLICATE_KEYS, first + 1, String.join(", ", named.names()));
                } else {
                    report.value(SchemaIssue.DUPLICATE_ITEM, first + 1);
                }
                report.leave();
            }
        }
    }

    private record MergeKey(List<String> names, List<Object> values) {}

    /// What tells the item from its neighbours; null where a part of it is missing, which is another finding.
    private static @Nullable Object mergeKey(SchemaNode schema, Object item) {
        if (!(item instanceof Map<?, ?> map) || schema.listMapKeys().isEmpty()) {
            return null;
        }
        var values = new ArrayList<Object>();
        for (String name : schema.listMapKeys()) {
            Object value = map.get(name);
            if (value == null) {
                value = schema.items()
                        .map(i -> i.properties().get(name))
                        .map(SchemaNode::defaultValue)
                        .orElse(null);
            }
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return new MergeKey(schema.listMapKeys(), values);
    }

    private void number(SchemaNode schema, Number number) {
        Bounds bounds = schema.bounds();
        if (schema.format().equals("int32")
                        && (number.longValue() > Integer.MAX_VALUE || number.longValue() < Integer.MIN_VALUE)
                || schema.type().equals("integer") && !(number instanceof Long)) {
            report.value(SchemaIssue.OUT_OF_RANGE, schema.format().isEmpty() ? "int64" : schema.format());
        }
        if (bounds == Bounds.NONE && !schema.format().equals("quantity")) {
            return;
        }
        var value = new BigDecimal(number.toString());
        if (bounds.minimum() != null) {
            int compared = value.compareTo(bounds.minimum());
            if (compared < 0 || compared == 0 && bounds.aboveMinimum()) {
                report.value(SchemaIssue.TOO_SMALL, bounds.minimum().toPlainString(), bounds.aboveMinimum() ? 1 : 0);
            }
        }
        if (bounds.maximum() != null) {
            int compared = value.compareTo(bounds.maximum());
            if (compared > 0 || compared == 0 && bounds.belowMaximum()) {
                report.value(SchemaIssue.TOO_LARGE, bounds.maximum().toPlainString(), bounds.belowMaximum() ? 1 : 0);
            }
        }
        if (schema.format().equals("quantity")) {
            TextRules.check(report, schema, value.toPlainString());
        }
    }

    private void size(Bounds bounds, int size) {
        if (bounds.least() != null && size < bounds.least() && mode != Mode.PATCH) {
            report.map(SchemaIssue.TOO_SHORT, bounds.least(), size);
        }
        if (bounds.most() != null && size > bounds.most()) {
            report.map(SchemaIssue.TOO_LONG, bounds.most(), size);
        }
    }

    static String listed(List<Object> values) {
        var names = values.stream().limit(MOST_NAMED).map(String::valueOf).toList();
        return String.join(", ", names) + (values.size() > MOST_NAMED ? ", …" : "");
    }
}
