package app.driftless.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Compares answers with `docs/cli-schema.json`, as far as that uses JSON Schema.
final class AnswerSchema {
    private static final Path FILE = Path.of("../../docs/cli-schema.json");
    private final JsonNode root;

    AnswerSchema() {
        try {
            root = new ObjectMapper().readTree(FILE.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What does not fit the definition `name`; empty if all does.
    List<String> faults(String name, JsonNode answer) {
        var faults = new ArrayList<String>();
        check(root.at("/$defs/" + name), answer, name, faults);
        return faults;
    }

    private void check(JsonNode schema, JsonNode value, String at, List<String> faults) {
        if (schema.isMissingNode()) {
            faults.add(at + ": no schema");
            return;
        }
        if (schema.has("$ref")) {
            check(root.at(schema.get("$ref").asText().substring(1)), value, at, faults);
        }
        if (schema.has("anyOf")) {
            var best = new ArrayList<String>();
            for (JsonNode option : schema.get("anyOf")) {
                best.clear();
                check(option, value, at, best);
                if (best.isEmpty()) {
                    break;
                }
            }
            faults.addAll(best);
        }
        if (schema.has("enum")) {
            boolean known = false;
            for (JsonNode option : schema.get("enum")) {
                known |= option.equals(value);
            }
            if (!known) {
                faults.add(at + ": " + value + " is not one of " + schema.get("enum"));
            }
        }
        if (schema.has("type") && !isOfType(schema.get("type"), value)) {
            faults.add(at + ": " + value.getNodeType() + " instead of " + schema.get("type"));
            return;
        }
        schema.path("required").forEach(field -> {
            if (!value.has(field.asText())) {
                faults.add(at + ": " + field.asText() + " is missing");
            }
        });
        value.properties().forEach(field -> {
            JsonNode property = schema.path("properties").path(field.getKey());
            JsonNode others = schema.path("additionalProperties");
            if (!property.isMissingNode()) {
                check(property, field.getValue(), at + "." + field.getKey(), faults);
            } else if (others.isObject()) {
                check(others, field.getValue(), at + "." + field.getKey(), faults);
            } else if (others.isBoolean() && !others.asBoolean()) {
                faults.add(at + ": " + field.getKey() + " is not in the schema");
            }
        });
        if (schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                check(schema.get("items"), value.get(i), at + "[" + i + "]", faults);
            }
        }
    }

    private static boolean isOfType(JsonNode types, JsonNode value) {
        if (types.isArray()) {
            for (JsonNode type : types) {
                if (isOfType(type, value)) {
                    return true;
                }
            }
            return false;
        }
        return switch (types.asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new IllegalArgumentException(types.asText());
        };
    }
}
