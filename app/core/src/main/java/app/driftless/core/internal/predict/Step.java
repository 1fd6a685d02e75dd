package app.driftless.core.internal.predict;

import app.driftless.core.diff.Canonical;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One step down into an object.
///
/// @param id as `fieldsV1` spells it (`f:name`, `k:{…}`, `v:…`)
/// @param text as the server's messages spell it (`.name`, `[name="a"]`, `[="a"]`)
record Step(String id, String text) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectReader ANY = JSON.readerFor(Object.class).with(DeserializationFeature.USE_LONG_FOR_INTS);
    private static final ObjectReader KEY = ANY.forType(new TypeReference<TreeMap<String, Object>>() {});

    static Step field(String name) {
        return new Step("f:" + name, "." + name);
    }

    static Step key(TreeMap<String, Object> fields) {
        var text = new StringBuilder();
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            text.append(text.isEmpty() ? "[" : ",")
                    .append(field.getKey())
                    .append('=')
                    .append(json(field.getValue()));
        }
        return new Step("k:" + json(fields), text.append(']').toString());
    }

    static Step value(Object value) {
        return new Step("v:" + json(value), "[=" + json(value) + "]");
    }

    /// As `fieldsV1` spells it.
    ///
    /// @throws IllegalArgumentException if it cannot be read
    static Step read(String id) {
        String rest = id.substring(Math.min(2, id.length()));
        try {
            return switch (id.substring(0, id.length() - rest.length())) {
                case "f:" -> field(rest);
                case "k:" -> key(KEY.readValue(rest));
                case "v:" -> value(ANY.readValue(rest));
                default -> new Step(id, "[" + rest + "]");
            };
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a step of managedFields: " + id, e);
        }
    }

    /// The value that it leads to; empty where there is none, or null.
    Optional<Object> in(@Nullable Object node) {
        if (id.startsWith("f:")) {
            return Optional.ofNullable(Items.entries(node).get(id.substring(2)));
        }
        return Items.listed(node).stream().filter(this::names).findFirst().map(Object.class::cast);
    }

    private boolean names(@Nullable Object item) {
        if (item == null) {
            return false;
        }
        if (id.startsWith("v:")) {
            return value(item).equals(this);
        }
        if (!(item instanceof Map<?, ?> map) || !id.startsWith("k:")) {
            return false;
        }
        try {
            TreeMap<String, Object> fields = KEY.readValue(id.substring(2));
            return fields.entrySet().stream()
                    .allMatch(field -> Canonical.same(field.getValue(), map.get(field.getKey())));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a step of managedFields: " + id, e);
        }
    }

    private static String json(@Nullable Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a JSON value", e);
        }
    }
}
