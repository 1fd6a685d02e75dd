package app.driftless.core.internal.adopt;

import app.driftless.core.internal.sync.FieldRoute;
import app.driftless.core.manifest.JsonPointer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a field stands in a tree, or would have to be put, and what it is live.
///
/// @param there whether the tree has it already
/// @param live whether the live object has it; if not, it is to go
/// @param value what is to stand there: the live value, with the maps and lists around it that the tree lacks
record Spot(
        JsonPointer pointer,
        boolean there,
        boolean live,
        @Nullable Object value) {
    /// Empty if neither has it, or the tree has no place for it.
    static Optional<Spot> of(Object tree, Object live, String field) {
        Optional<FieldRoute> own = FieldRoute.find(tree, field);
        Optional<FieldRoute> inLive = FieldRoute.find(live, field);
        if (own.isPresent()) {
            Object value = inLive.map(route -> pointer(route.steps()).in(live)).orElse(null);
            return Optional.of(new Spot(pointer(own.get().steps()), true, inLive.isPresent(), value));
        }
        return inLive.flatMap(
                route -> missing(tree, route.steps(), pointer(route.steps()).in(live), field));
    }

    private static Optional<Spot> missing(Object tree, List<Object> steps, @Nullable Object live, String field) {
        Object value = live;
        String path = field;
        for (int depth = steps.size() - 1; depth >= 0; depth--) {
            Object step = steps.get(depth);
            path = path.substring(0, step instanceof String name ? path.length() - name.length() - 1 : bracket(path));
            Optional<FieldRoute> parent = FieldRoute.find(tree, path);
            if (parent.isPresent()) {
                JsonPointer at = pointer(parent.get().steps());
                Object node = at.in(tree);
                if (step instanceof String name) {
                    return node == null || node instanceof Map
                            ? Optional.of(new Spot(at.child(name), false, true, value))
                            : Optional.empty();
                }
                return node instanceof List<?> list
                        ? Optional.of(new Spot(at.child(list.size()), false, true, value))
                        : Optional.empty();
            }
            value = step instanceof String name
                    ? java.util.Collections.singletonMap(name, value)
                    : java.util.Collections.singletonList(value);
        }
        return Optional.empty();
    }

    /// Where the last bracket opens, outside of quotes.
    private static int bracket(String path) {
        boolean quoted = false;
        int open = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '[' && !quoted) {
                open = i;
            }
        }
        return open;
    }

    private static JsonPointer pointer(List<Object> steps) {
        JsonPointer pointer = JsonPointer.ROOT;
        for (Object step : steps) {
            pointer = pointer.child(String.valueOf(step));
        }
        return pointer;
    }
}
