package app.driftless.core.diff;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a Secret looks like once stored.
public final class SecretForm {
    private SecretForm() {}

    public static boolean isSecret(Map<String, Object> body) {
        return "Secret".equals(body.get("kind")) && "v1".equals(body.get("apiVersion"));
    }

    /// A Secret with its `stringData` moved into `data`, where it wins, as the server does; anything else unchanged.
    /// Malformed parts stay as they are, for the server to refuse.
    public static Map<String, Object> stored(Map<String, Object> body) {
        if (!isSecret(body)
                || !(body.get("stringData") instanceof Map<?, ?> plain)
                || !movable(body.get("data"), plain)) {
            return body;
        }
        Map<String, Object> data = new LinkedHashMap<>();
        if (body.get("data") instanceof Map<?, ?> known) {
            known.forEach((key, value) -> data.put(String.valueOf(key), value));
        }
        plain.forEach((key, value) -> data.put(String.valueOf(key), encode(value)));
        Map<String, Object> copy = new LinkedHashMap<>(body);
        copy.remove("stringData");
        if (!data.isEmpty()) {
            copy.put("data", data);
        }
        return copy;
    }

    private static boolean movable(@Nullable Object data, Map<?, ?> plain) {
        return (data == null || data instanceof Map<?, ?>)
                && plain.values().stream().allMatch(value -> value == null || value instanceof String);
    }

    private static String encode(@Nullable Object value) {
        String text = value instanceof String s ? s : "";
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
