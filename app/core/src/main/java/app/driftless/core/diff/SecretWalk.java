package app.driftless.core.diff;

import app.driftless.core.manifest.JsonPointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Goes through an object and puts something else in the place of each secret. What has none stays the same instance.
final class SecretWalk {
    /// A shorter one stands in many a text by chance.
    private static final int TELLING = 4;

    /// What to put in the place of a secret.
    interface Cover {
        /// @param scalar a text, number or truth value, never null
        /// @param encoded whether it is written as base64
        Object whole(Object scalar, boolean encoded);

        /// For a secret within an open text.
        String part(String secret);
    }

    private final Cover cover;
    private final Set<String> values;

    /// @param values the secrets of the object, for annotations that quote it
    SecretWalk(Cover cover, Set<String> values) {
        this.cover = cover;
        this.values = values;
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> replaced(Map<String, Object> body) {
        return (Map<String, Object>) map(SecretPlace.root(body), body);
    }

    /// @param at where the value stands, in `body` or in an object that looks like it on the way there
    @Nullable
    Object replaced(Map<String, Object> body, JsonPointer at, @Nullable Object value) {
        SecretPlace place = SecretPlace.root(body);
        Object node = body;
        List<String> tokens = at.tokens();
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            boolean last = i + 1 == tokens.size();
            Object below = JsonPointer.of(token).in(node);
            place = node instanceof Map<?, ?> map ? place.field(map, token, last ? value : below) : place.item();
            node = below;
        }
        return node(place, value);
    }

    private @Nullable Object node(SecretPlace place, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> place == SecretPlace.MANAGED_FIELDS ? map : map(place, map);
            case List<?> list -> place == SecretPlace.MANAGED_FIELDS ? list : list(place, list);
            default -> scalar(place, value);
        };
    }

    private Map<?, ?> map(SecretPlace place, Map<?, ?> map) {
        Map<Object, @Nullable Object> copy = null;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object before = entry.getValue();
            Object after = node(place.field(map, String.valueOf(entry.getKey()), before), before);
            if (after != before) {
                copy = copy == null ? new LinkedHashMap<>(map) : copy;
                copy.put(entry.getKey(), after);
            }
        }
        return copy == null ? map : copy;
    }

    private List<?> list(SecretPlace place, List<?> list) {
        List<@Nullable Object> copy = null;
        for (int i = 0; i < list.size(); i++) {
            Object before = list.get(i);
            Object after = node(place.item(), before);
            if (after != before) {
                copy = copy == null ? new ArrayList<>(list) : copy;
                copy.set(i, after);
            }
        }
        return copy == null ? list : copy;
    }

    private Object scalar(SecretPlace place, Object value) {
        return switch (place) {
            case PLAIN, ENCODED -> cover.whole(value, place == SecretPlace.ENCODED);
            case COPY -> values.isEmpty() ? text(value) : cover.whole(value, false);
            case NOTE -> quotes(value.toString()) ? cover.whole(value, false) : text(value);
            case ROOT, SECRET_ROOT, METADATA, ANNOTATIONS, OPEN, REFERRING -> text(value);
            case MANAGED_FIELDS -> value;
        };
    }

    private boolean quotes(String text) {
        return values.stream().anyMatch(value -> value.length() >= TELLING && text.contains(value));
    }

    private Object text(Object value) {
        return value instanceof String text ? SecretText.replace(text, cover::part) : value;
    }
}
