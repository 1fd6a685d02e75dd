package app.driftless.core.internal.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// JSON trees with one place changed. Inputs stay as they are.
public final class Trees {
    private Trees() {}

    /// The tree with `value` at the path; maps are made where the path goes on and nothing is there. Empty if the
    /// path leads through a scalar, or past the end of a list.
    public static Optional<Object> with(@Nullable Object tree, List<String> path, @Nullable Object value) {
        if (path.isEmpty()) {
            return Optional.ofNullable(value);
        }
        String token = path.getFirst();
        List<String> rest = path.subList(1, path.size());
        return switch (tree) {
            case null -> with(Map.of(), path, value);
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<Object, @Nullable Object>(map);
                if (rest.isEmpty()) {
                    copy.put(token, value);
                    yield Optional.of(copy);
                }
                yield with(map.get(token), rest, value).map(child -> {
                    copy.put(token, child);
                    return copy;
                });
            }
            case List<?> list
            when index(token) >= 0 && index(token) <= list.size() -> {
                var copy = new ArrayList<@Nullable Object>(list);
                int index = index(token);
                Object before = index < list.size() ? list.get(index) : null;
                if (index == list.size()) {
                    copy.add(null);
                }
                if (rest.isEmpty()) {
                    copy.set(index, value);
                    yield Optional.of(copy);
                }
                yield with(before, rest, value).map(child -> {
                    copy.set(index, child);
                    return copy;
                });
            }
            default -> Optional.empty();
        };
    }

    /// The tree without what is at the path; empty if nothing is there.
    public static Optional<Object> without(@Nullable Object tree, List<String> path) {
        String token = path.getFirst();
        List<String> rest = path.subList(1, path.size());
        return switch (tree) {
            case Map<?, ?> map
            when map.containsKey(token) -> {
                var copy = new LinkedHashMap<Object, @Nullable Object>(map);
                if (rest.isEmpty()) {
                    copy.remove(token);
                    yield Optional.of(copy);
                }
                yield without(map.get(token), rest).map(child -> {
                    copy.put(token, child);
                    return copy;
                });
            }
            case List<?> list
            when index(token) >= 0 && index(token) < list.size() -> {
                var copy = new ArrayList<@Nullable Object>(list);
                int index = index(token);
                if (rest.isEmpty()) {
                    copy.remove(index);
                    yield Optional.of(copy);
                }
                yield without(list.get(index), rest).map(child -> {
                    copy.set(index, child);
                    return copy;
                });
            }
            case null, default -> Optional.empty();
        };
    }

    private static int index(String token) {
        return token.matches("\\d{1,9}") ? Integer.parseInt(token) : -1;
    }
}
