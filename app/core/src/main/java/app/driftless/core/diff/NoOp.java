package app.driftless.core.diff;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Proves from live alone that an apply of desired would change nothing: our own entry in its managedFields names
/// exactly the fields of desired, and live holds their values. Where that cannot be proven, the server has to be
/// asked. What admission would do to an object is outside of the proof.
public final class NoOp {
    private static final List<String> IDENTITY = List.of("name", "namespace");

    private NoOp() {}

    /// @param desired as rendered
    /// @param live with managedFields
    /// @return when we last wrote what live holds of ours, or empty where nothing is proven
    public static Optional<Instant> proven(Map<String, Object> desired, Map<String, Object> live) {
        List<Ownership.Entry> ours = Ownership.of(live).entries().stream()
                .filter(Ownership.Entry::ours)
                .toList();
        if (ours.size() != 1 || !ours.getFirst().apiVersion().equals(desired.get("apiVersion"))) {
            return Optional.empty();
        }
        Map<String, Object> wanted = claimed(ObjectDiff.comparable(SecretForm.stored(desired)));
        // Others took it all: an entry without fields is nothing, while deeper such a node is a field owned as a whole.
        if (ours.getFirst().fields().isLeaf() && !wanted.isEmpty()) {
            return Optional.empty();
        }
        return covered(
                        FieldPath.ROOT,
                        wanted,
                        claimed(ObjectDiff.comparable(live)),
                        ours.getFirst().fields())
                ? ours.getFirst().time()
                : Optional.empty();
    }

    /// Without what managedFields never name.
    private static Map<String, Object> claimed(Map<String, Object> body) {
        Map<String, Object> copy = new LinkedHashMap<>(body);
        copy.remove("apiVersion");
        copy.remove("kind");
        if (copy.get("metadata") instanceof Map<?, ?> metadata) {
            Map<Object, Object> rest = new LinkedHashMap<>(metadata);
            rest.keySet().removeAll(IDENTITY);
            if (rest.isEmpty()) {
                copy.remove("metadata");
            } else {
                copy.put("metadata", rest);
            }
        }
        return copy;
    }

    private static boolean covered(FieldPath path, @Nullable Object desired, @Nullable Object live, FieldSet owned) {
        if (desired == null) {
            return false;
        }
        if (owned.isLeaf()) {
            return Canonical.means(path, desired, live);
        }
        if (desired instanceof Map<?, ?> wanted && live instanceof Map<?, ?> held) {
            return owned.children().size() == wanted.size()
                    && wanted.entrySet().stream().allMatch(entry -> {
                        var field = new PathElement.Field(String.valueOf(entry.getKey()));
                        FieldSet below = owned.children().get(field);
                        return below != null
                                && covered(path.child(field), entry.getValue(), held.get(entry.getKey()), below);
                    });
        }
        return desired instanceof List<?> wanted
                && live instanceof List<?> held
                && coveredItems(path, wanted, held, owned);
    }

    private static boolean coveredItems(FieldPath path, List<?> desired, List<?> live, FieldSet owned) {
        ItemKeys keys = owned.hasValues() ? new ItemKeys.Sets() : new ItemKeys.Keyed(List.copyOf(owned.keyNames()));
        List<PathElement> wanted =
                keys.keysOf(desired, List.copyOf(owned.children().keySet()));
        if (wanted.size() != desired.size()
                || new HashSet<>(wanted).size() != wanted.size()
                || owned.children().size() != wanted.size()) {
            return false;
        }
        var held = new LinkedHashMap<PathElement, @Nullable Object>();
        for (Object item : live) {
            PathElement key = keys.key(item);
            if (key == null || held.put(key, item) != null) {
                return false;
            }
        }
        var order = new ArrayList<>(held.keySet());
        order.retainAll(new HashSet<>(wanted));
        // Another order than ours is what an apply would change.
        if (!order.equals(wanted)) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            PathElement key = wanted.get(i);
            FieldSet below = owned.children().get(key);
            boolean value = key instanceof PathElement.Value;
            if (below == null || (!value && !covered(path.child(key), desired.get(i), held.get(key), below))) {
                return false;
            }
        }
        return true;
    }
}
