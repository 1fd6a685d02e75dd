package app.driftless.core.diff;

import app.driftless.core.manifest.JsonPointer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Replaces secret values by tags that tell nothing but whether two values are equal within this view (T30): no
/// length, and a salt of its own for each instance. Keys stay. What is secret [SecretValues] says. Immutable; any
/// thread.
public final class Masking {
    static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
    /// What every tag begins with.
    static final String TAG = "•••• ";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int TAG_BYTES = 4;
    private final SecretKeySpec salt;
    private final SecretWalk.Cover cover = new SecretWalk.Cover() {
        @Override
        public Object whole(Object scalar, boolean encoded) {
            return tag(plain(scalar.toString(), encoded));
        }

        @Override
        public String part(String secret) {
            return tag(secret.getBytes(StandardCharsets.UTF_8));
        }
    };

    public Masking() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        salt = new SecretKeySpec(random, ALGORITHM);
    }

    /// The object with every secret value masked; the same instance where it has none.
    public Map<String, Object> mask(Map<String, Object> body) {
        Set<String> values = SecretValues.of(body);
        return values.isEmpty() ? body : new SecretWalk(cover, values).replaced(body);
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
    ///
    /// @param states the object as it is live, predicted and desired (in that order, as far as there is one); the
    ///     differences' paths lead into the first that has them
    public List<Difference> mask(List<Map<String, Object>> states, List<Difference> differences) {
        if (differences.isEmpty()) {
            return differences;
        }
        var values = new LinkedHashSet<String>();
        states.forEach(state -> values.addAll(SecretValues.of(state)));
        if (values.isEmpty()) {
            return differences;
        }
        var walk = new SecretWalk(cover, values);
        return differences.stream().map(d -> masked(walk, values, states, d)).toList();
    }

    private Difference masked(SecretWalk walk, Set<String> values, List<Map<String, Object>> states, Difference d) {
        Map<String, Object> around = states.stream()
                .filter(state -> d.path().parent().in(state) != null)
                .findFirst()
                .orElseGet(states::getFirst);
        return d.with(
                path(d.fieldPath(), values),
                side(walk, around, d.path(), d.desired()),
                side(walk, around, d.path(), d.live()),
                side(walk, around, d.path(), d.predicted()));
    }

    private static Difference.Side side(
            SecretWalk walk, Map<String, Object> around, JsonPointer path, Difference.Side side) {
        return side.present() ? Difference.Side.of(walk.replaced(around, path, side.value())) : side;
    }

    /// Items of sets, and of lists with keys, are named by their values.
    private String path(String fieldPath, Set<String> values) {
        if (fieldPath.indexOf('=') < 0) {
            return fieldPath;
        }
        String result = fieldPath;
        for (String value : values) {
            result = result.replace("=" + JsonText.write(value), "=\"" + cover.part(value) + "\"")
                    .replace("=" + value + "]", "=\"" + cover.part(value) + "\"]");
        }
        return result;
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
            return TAG + HexFormat.of().formatHex(mac.doFinal(value), 0, TAG_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
