package app.driftless.core.internal.workspace;

import app.driftless.core.manifest.Document;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.Severity;
import app.driftless.core.manifest.SourceRange;
import app.driftless.core.problem.Message;
import app.driftless.core.validate.SchemaNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Compares one document with a [FieldSchema] and collects what is wrong, each with its place. Every unknown field is
/// an error: a misspelt `protection` must not quietly mean less of it.
final class FieldCheck {
    private final String path;
    private final Document document;
    private final List<Finding> findings = new ArrayList<>();

    FieldCheck(String path, Document document) {
        this.path = path;
        this.document = document;
    }

    List<Finding> findings() {
        return findings;
    }

    boolean anyUnder(JsonPointer pointer) {
        return findings.stream()
                .anyMatch(f -> f.severity() == Severity.ERROR
                        && f.pointer().map(p -> p.startsWith(pointer)).orElse(false));
    }

    void check(JsonPointer at, @Nullable Object value, SchemaNode schema) {
        if (!hasType(value, schema.type())) {
            report("WS-002", at, schema.type(), typeOf(value));
            return;
        }
        switch (value) {
            case Map<?, ?> map -> checkObject(at, map, schema);
            case List<?> list -> {
                SchemaNode items = schema.items().orElseThrow();
                for (int i = 0; i < list.size(); i++) {
                    check(at.child(i), list.get(i), items);
                }
            }
            case null, default -> {
                if (!schema.allowedValues().isEmpty() && !schema.allowedValues().contains(value)) {
                    report("WS-003", at, String.valueOf(value), words(schema.allowedValues()));
                }
            }
        }
    }

    private void checkObject(JsonPointer at, Map<?, ?> map, SchemaNode schema) {
        for (String name : schema.required()) {
            if (!map.containsKey(name)) {
                report("WS-004", at, name);
            }
        }
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            SchemaNode field = schema.properties().get(name);
            if (field == null) {
                reportKey(
                        "WS-001",
                        at.child(name),
                        name,
                        words(schema.properties().keySet()));
            } else {
                check(at.child(name), value, field);
            }
        });
    }

    void report(String code, JsonPointer at, Object... args) {
        add(Severity.ERROR, code, at, rangeOf(at), args);
    }

    void warn(String code, JsonPointer at, Object... args) {
        add(Severity.WARNING, code, at, rangeOf(at), args);
    }

    private void reportKey(String code, JsonPointer at, Object... args) {
        add(Severity.ERROR, code, at, document.keyRange(at).or(() -> rangeOf(at)), args);
    }

    private void add(Severity severity, String code, JsonPointer at, Optional<SourceRange> range, Object... args) {
        findings.add(new Finding(
                severity, code, Message.of("workspace", code, args), path, range, Optional.empty(), Optional.of(at)));
    }

    private Optional<SourceRange> rangeOf(JsonPointer at) {
        return document.valueRange(at).or(() -> Optional.of(document.range()));
    }

    private static boolean hasType(@Nullable Object value, String type) {
        return switch (type) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "integer" -> value instanceof Long;
            case "number" -> value instanceof Number;
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static String typeOf(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> _ -> "object";
            case List<?> _ -> "array";
            case String _ -> "string";
            case Boolean _ -> "boolean";
            case Long _ -> "integer";
            case BigInteger _ -> "integer";
            default -> "number";
        };
    }

    private static String words(Iterable<?> values) {
        var joined = new StringBuilder();
        values.forEach(v -> joined.append(joined.isEmpty() ? "" : ", ").append(v));
        return joined.toString();
    }
}
