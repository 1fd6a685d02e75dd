package app.driftless.core.internal.kube;

import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.SecretForm;
import app.driftless.core.diff.SecretValues;
import app.driftless.core.internal.secret.Scrubber;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The secret values that one connection has read, so that they can be taken out of what the server says later: a
/// refusal may quote the object as it is, or another one (T30, T31). The values are those of objects that are held
/// anyway. Thread-safe.
final class KnownSecrets {
    private static final int MOST = 50_000;
    private final Map<ResourceKey, Set<String>> values = new ConcurrentHashMap<>();

    LiveObject read(LiveObject object) {
        Set<String> found = SecretValues.of(object.body());
        if (found.isEmpty()) {
            values.remove(object.key());
        } else if (values.size() < MOST || values.containsKey(object.key())) {
            values.put(object.key(), Set.copyOf(found));
        }
        return object;
    }

    /// What the server says about one object.
    ///
    /// @param sent the object as it was sent; empty if it was not
    Message about(Gvk type, ResourceKey key, Map<String, Object> sent) {
        return text -> {
            Set<String> own = new HashSet<>(values.getOrDefault(key, Set.of()));
            own.addAll(SecretValues.of(sent));
            boolean secret = type.kind().equals("Secret") || SecretForm.isSecret(sent);
            String result = Scrubber.of(own, secret).scrub(text);
            for (Set<String> others : values.values()) {
                result = Scrubber.scrubOthers(result, others);
            }
            return result;
        };
    }

    /// Makes a text of the server fit to be shown.
    @FunctionalInterface
    interface Message {
        String scrub(String text);
    }
}
