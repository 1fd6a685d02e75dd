package app.driftless.core.internal.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the place of a field path in the notation of managedFields (`.spec.ports[port=80].name`) in an object. Keys
/// are not quoted in that notation and may hold dots, so a path has a meaning only in an object. Pure.
///
/// @param steps String for a field, Integer for an item
public record FieldRoute(List<Object> steps) {
    /// Empty if the object has no such place.
    public static Optional<FieldRoute> find(Object tree, String path) {
        var steps = new ArrayList<Object>();
        return walk(tree, path, steps) ? Optional.of(new FieldRoute(List.copyOf(steps))) : Optional.empty();
    }

    /// Whether the place `below` is `above`, or lies in it.
    public static boolean covers(String above, String below) {
        return below.startsWith(above)
                && (below.length() == above.length()
                        || below.charAt(above.length()) == '.'
                        || below.charAt(above.length()) == '[');
    }

    private static boolean walk(@Nullable Object node, String rest, List<Object> steps) {
        if (rest.isEmpty()) {
            return true;
        }
        if (rest.startsWith(".") && node instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String field = "." + entry.getKey();
                if (covers(field, rest) && step(String.valueOf(entry.getKey()), entry.getValue(), rest, field, steps)) {
                    return true;
                }
            }
        }
        if (rest.startsWith("[") && node instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                String item = named(list.get(i), i, rest);
                if (item != null && step(i, list.get(i), rest, item, steps)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean step(Object step, @Nullable Object below, String rest, String taken, List<Object> steps) {
        steps.add(step);
        if (walk(below, rest.substring(taken.length()), steps)) {
            return true;
        }
        steps.removeLast();
        return false;
    }

    /// The beginning of `rest` if it names this item, else null.
    private static @Nullable String named(@Nullable Object item, int index, String rest) {
        int end = closing(rest);
        if (end < 0) {
            return null;
        }
        String text = rest.substring(1, end);
        boolean matches;
        if (text.startsWith("=")) {
            matches = text.substring(1).equals(json(item));
        } else if (item instanceof Map<?, ?> map && text.contains("=")) {
            matches = keys(text).entrySet().stream()
                    .allMatch(key -> key.getValue().equals(json(map.get(key.getKey())))
                            // A key with a default need not be written in what we send.
                            || (!map.containsKey(key.getKey()) && key.getKey().equals("protocol")));
        } else {
            matches = text.equals(String.valueOf(index));
        }
        return matches ? rest.substring(0, end + 1) : null;
    }

    /// Where the bracket closes, outside of quotes.
    private static int closing(String rest) {
        boolean quoted = false;
        for (int i = 1; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ']' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private static Map<String, String> keys(String text) {
        Map<String, String> keys = new LinkedHashMap<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean end = i == text.length();
            if (!end && text.charAt(i) == '"' && text.charAt(i - 1) != '\\') {
                quoted = !quoted;
            }
            if (end || (text.charAt(i) == ',' && !quoted)) {
                String part = text.substring(start, i);
                int equals = part.indexOf('=');
                keys.put(part.substring(0, Math.max(0, equals)), part.substring(equals + 1));
                start = i + 1;
            }
        }
        return keys;
    }

    private static String json(@Nullable Object value) {
        return value instanceof String s
                ? "\"" + s.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
                : String.valueOf(value);
    }

    /// As a JSON pointer.
    public String pointer() {
        var text = new StringBuilder();
        for (Object step : steps) {
            text.append('/').append(String.valueOf(step).replace("~", "~0").replace("/", "~1"));
        }
        return text.toString();
    }

    /// A copy of the object without this place.
    Map<String, Object> removedFrom(Map<String, Object> tree) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (removed(tree, 0) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        }
        return copy;
    }

    private @Nullable Object removed(@Nullable Object node, int depth) {
        Object step = steps.get(depth);
        boolean last = depth + 1 == steps.size();
        if (node instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>(map);
            if (last) {
                copy.remove(step);
            } else {
                copy.put(step, removed(map.get(step), depth + 1));
            }
            return copy;
        }
        if (node instanceof List<?> list && step instanceof Integer index) {
            List<@Nullable Object> copy = new ArrayList<>(list);
            if (last) {
                copy.remove(index.intValue());
            } else {
                copy.set(index, removed(list.get(index), depth + 1));
            }
            return copy;
        }
        return node;
    }
}
