package app.driftless.core.diff;

import app.driftless.core.manifest.JsonPointer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Replaces the values of Secrets by tags that tell nothing but whether two values are equal within this view (T30):
/// no length, and a salt of its own for each instance. Keys stay. Immutable; any thread.
public final class Masking {
    static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int TAG_BYTES = 4;
    private static final Set<String> SECRET_FIELDS = Set.of("data", "stringData");
    private final SecretKeySpec salt;

    public Masking() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        salt = new SecretKeySpec(random, ALGORITHM);
    }

    /// The object with every secret value masked; the same instance where it has none.
    public Map<String, Object> mask(Map<String, Object> body) {
        if (!SecretForm.isSecret(body)) {
            return body;
        }
        Map<String, Object> copy = new LinkedHashMap<>(body);
        copy.computeIfPresent("data", (_, value) -> values(value, true));
        copy.computeIfPresent("stringData", (_, value) -> values(value, false));
        if (copy.get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("annotations") instanceof Map<?, ?> annotations
                && annotations.containsKey(LAST_APPLIED)) {
            Map<Object, Object> notes = new LinkedHashMap<>(annotations);
            notes.put(LAST_APPLIED, values(annotations.get(LAST_APPLIED), false));
            Map<Object, Object> meta = new LinkedHashMap<>(metadata);
            meta.put("annotations", notes);
            copy.put("metadata", meta);
        }
        return copy;
    }

    /// The object as it is shown: a Secret as it is stored, masked, without managedFields.
    public Map<String, Object> shown(Map<String, Object> body) {
        Map<String, Object> masked = mask(SecretForm.stored(body));
        if (!(masked.get("metadata") instanceof Map<?, ?> metadata) || !metadata.containsKey("managedFields")) {
            return masked;
        }
        Map<Object, Object> rest = new LinkedHashMap<>(metadata);
        rest.remove("managedFields");
        Map<String, Object> copy = new LinkedHashMap<>(masked);
        copy.put("metadata", rest);
        return copy;
    }

    /// The differences of an object, with the values masked that [#mask(Map)] masks in it.
    public List<Difference> mask(Map<String, Object> body, List<Difference> differences) {
        if (!SecretForm.isSecret(body)) {
            return differences;
        }
        return differences.stream()
                .map(d -> d.with(mask(d.path(), d.desired()), mask(d.path(), d.live()), mask(d.path(), d.predicted())))
                .toList();
    }

    private Difference.Side mask(JsonPointer path, Difference.Side side) {
        if (!side.present() || path.tokens().isEmpty()) {
            return side;
        }
        Object value = side.value();
        String field = path.tokens().getFirst();
        if (SECRET_FIELDS.contains(field)) {
            return Difference.Side.of(values(value, field.equals("data")));
        }
        if (path.tokens().contains(LAST_APPLIED)) {
            return Difference.Side.of(values(value, false));
        }
        if (value instanceof Map<?, ?> map && map.containsKey(LAST_APPLIED)) {
            Map<Object, Object> notes = new LinkedHashMap<>(map);
            notes.put(LAST_APPLIED, values(map.get(LAST_APPLIED), false));
            return Difference.Side.of(notes);
        }
        return side;
    }

    private @Nullable Object values(@Nullable Object value, boolean encoded) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> {
                Map<Object, Object> copy = new LinkedHashMap<>();
                map.forEach((key, item) -> copy.put(key, values(item, encoded)));
                yield copy;
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                list.forEach(item -> copy.add(values(item, encoded)));
                yield copy;
            }
            default -> tag(plain(value.toString(), encoded));
        };
    }

    /// `data` and `stringData` with one meaning get one tag.
    private static byte[] plain(String text, boolean encoded) {
        if (encoded) {
            try {
                return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
            } catch (IllegalArgumentException e) {
                return text.getBytes(StandardCharsets.UTF_8);
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String tag(byte[] value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(salt);
            return "•••• " + HexFormat.of().formatHex(mac.doFinal(value), 0, TAG_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
