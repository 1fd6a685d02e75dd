package app.driftless.core.internal.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One step down into an object.
///
/// @param id as `fieldsV1` spells it (`f:name`, `k:{…}`, `v:…`)
/// @param text as the server's messages spell it (`.name`, `[name="a"]`, `[="a"]`)
record Step(String id, String text) {
    private static final ObjectMapper JSON = new ObjectMapper();

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

    private static String json(@Nullable Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a JSON value", e);
        }
    }
}
