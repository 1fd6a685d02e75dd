package app.driftless.core.internal.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes what one sync changed out of an object again and keeps what others changed since: content and owners. Lists
/// are one value each, for without their schema nobody knows which items belong together. Pure.
final class ThreeWay {
    private static final Set<String> CONTENT_OF_METADATA =
            Set.of("labels", "annotations", "finalizers", "ownerReferences");
    private static final Set<String> NO_CONTENT = Set.of("apiVersion", "kind", "metadata", "status");
    private boolean conflict;

    private ThreeWay() {}

    /// `now` as if the step from `before` to `after` had not been made; empty if the same place changed since.
    static Optional<ExactObject> undone(
            Map<String, Object> before, Map<String, Object> after, Map<String, Object> now) {
        var merge = new ThreeWay();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("apiVersion", now.get("apiVersion"));
        result.put("kind", now.get("kind"));
        Map<String, Object> metadata = ExactObject.map(now.get("metadata"));
        Map<String, Object> then = ExactObject.map(before.get("metadata"));
        Map<String, Object> left = ExactObject.map(after.get("metadata"));
        for (String key : CONTENT_OF_METADATA) {
            put(metadata, key, merge.value(then.get(key), left.get(key), metadata.get(key)));
        }
        metadata.put("managedFields", owners(before, after, now));
        result.put("metadata", metadata);
        Set<String> keys = new LinkedHashSet<>(now.keySet());
        keys.addAll(before.keySet());
        keys.removeAll(NO_CONTENT);
        for (String key : keys) {
            put(result, key, merge.value(before.get(key), after.get(key), now.get(key)));
        }
        return merge.conflict ? Optional.empty() : Optional.of(new ExactObject(result));
    }

    private static void put(Map<String, Object> map, String key, @Nullable Object value) {
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }

    /// What is absent is null here: a stored object has no nulls that matter.
    private @Nullable Object value(@Nullable Object before, @Nullable Object after, @Nullable Object now) {
        if (Objects.equals(now, after)) {
            return before;
        }
        if (Objects.equals(before, after) || Objects.equals(before, now)) {
            return now;
        }
        if (now instanceof Map<?, ?> map
                && (before == null || before instanceof Map)
                && (after == null || after instanceof Map)) {
            return merged(ExactObject.map(before), ExactObject.map(after), ExactObject.map(map), before == null);
        }
        conflict = true;
        return now;
    }

    private @Nullable Object merged(
            Map<String, Object> before, Map<String, Object> after, Map<String, Object> now, boolean absentBefore) {
        Map<String, Object> result = new LinkedHashMap<>();
        Set<String> keys = new LinkedHashSet<>(now.keySet());
        keys.addAll(before.keySet());
        for (String key : keys) {
            put(result, key, value(before.get(key), after.get(key), now.get(key)));
        }
        return result.isEmpty() && absentBefore ? null : result;
    }

    /// Entries that nobody touched since are as they were before; the others stay.
    private static List<Object> owners(Map<String, Object> before, Map<String, Object> after, Map<String, Object> now) {
        Map<List<Object>, Object> then = byManager(before);
        Map<List<Object>, Object> left = byManager(after);
        Map<List<Object>, Object> held = byManager(now);
        Set<List<Object>> keys = new LinkedHashSet<>(then.keySet());
        keys.addAll(held.keySet());
        var owners = new ArrayList<Object>();
        for (List<Object> key : keys) {
            Object entry = Objects.equals(held.get(key), left.get(key)) ? then.get(key) : held.get(key);
            if (entry != null) {
                owners.add(entry);
            }
        }
        return owners;
    }

    /// Managers whose fields, or times of writing, are not those of `after` any more.
    static Set<String> writersSince(Map<String, Object> after, Map<String, Object> now) {
        Map<List<Object>, Object> left = byManager(after);
        Map<List<Object>, Object> held = byManager(now);
        Set<List<Object>> keys = new LinkedHashSet<>(left.keySet());
        keys.addAll(held.keySet());
        Set<String> writers = new LinkedHashSet<>();
        for (List<Object> key : keys) {
            if (!Objects.equals(left.get(key), held.get(key))) {
                writers.add(String.valueOf(key.getFirst()));
            }
        }
        return writers;
    }

    /// Our own entry for what we applied.
    static Optional<Map<?, ?>> ownEntry(Map<String, Object> body) {
        return byManager(body).entrySet().stream()
                .filter(e -> e.getKey().get(0).equals("driftless")
                        && e.getKey().get(1).equals("Apply"))
                .map(Map.Entry::getValue)
                .<Map<?, ?>>map(entry -> (Map<?, ?>) entry)
                .findFirst();
    }

    private static Map<List<Object>, Object> byManager(Map<String, Object> body) {
        Map<List<Object>, Object> entries = new LinkedHashMap<>();
        for (Object item : ExactObject.owners(body)) {
            if (item instanceof Map<?, ?> entry) {
                entries.put(
                        List.of(
                                String.valueOf(entry.get("manager")),
                                String.valueOf(entry.get("operation")),
                                String.valueOf(entry.get("subresource")),
                                String.valueOf(entry.get("apiVersion"))),
                        entry);
            }
        }
        return entries;
    }
}
