package app.driftless.core.internal.predict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The items of a list that is merged item by item, by the step that names each.
final class Items {
    private Items() {}

    /// Null for an item that nothing names. A key field that is left out counts with its default, as for the server.
    static @Nullable Step step(@Nullable Object item, Schema list) {
        if (list.form(List.of()) == Schema.Form.SET) {
            return item == null || item instanceof List ? null : Step.value(item);
        }
        if (!(item instanceof Map<?, ?> map)) {
            return null;
        }
        var key = new TreeMap<String, Object>();
        for (String name : list.keys()) {
            Object written = map.get(name);
            Object value = written == null ? list.items().field(name).preset() : written;
            if (value != null) {
                key.put(name, value);
            }
        }
        return key.isEmpty() ? null : Step.key(key);
    }

    static List<?> listed(@Nullable Object list) {
        return list instanceof List<?> items ? items : List.of();
    }

    static Map<?, ?> entries(@Nullable Object map) {
        return map instanceof Map<?, ?> entries ? entries : Map.of();
    }

    /// By step, in their order; null if an item has no name, or two have the same.
    static @Nullable Map<Step, @Nullable Object> index(@Nullable Object list, Schema schema) {
        Map<Step, @Nullable Object> index = new LinkedHashMap<>();
        if (list instanceof List<?> items) {
            for (Object item : items) {
                Step step = step(item, schema);
                if (step == null || index.containsKey(step)) {
                    return null;
                }
                index.put(step, item);
            }
        }
        return index;
    }
}
