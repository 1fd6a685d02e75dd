package app.driftless.core.validate;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/// JSON types, as schemas name them.
final class Kinds {
    private Kinds() {}

    static String of(Object value) {
        return switch (value) {
            case Map<?, ?> _ -> "object";
            case List<?> _ -> "array";
            case String _ -> "string";
            case Boolean _ -> "boolean";
            case Long _, BigInteger _ -> "integer";
            default -> "number";
        };
    }

    static boolean fits(SchemaNode schema, Object value) {
        if (schema.intOrString() || schema.format().equals("quantity")) {
            return value instanceof String
                    || value instanceof Long
                    || value instanceof Number && schema.format().equals("quantity");
        }
        return switch (schema.type()) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            // A number beyond 64 bits is a float by now; the range is checked apart.
            case "integer" ->
                value instanceof Long || value instanceof BigInteger || value instanceof Double d && d == Math.rint(d);
            case "number" -> value instanceof Number;
            default -> true;
        };
    }
}
