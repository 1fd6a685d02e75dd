package app.driftless.core.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts the fields of one tree into the order of another, so that the same fields can stand on the same rows: a server
/// answers in the order of its types, a person writes in an order of their own. Lists keep their order, which may mean
/// something. Pure.
final class SameOrder {
    private final ListItems names = new ListItems();

    private SameOrder() {}

    /// `tree` with its fields in the order of `model`, what `model` does not have after that.
    static @Nullable Object like(@Nullable Object model, @Nullable Object tree) {
        return new SameOrder().ordered(model, tree);
    }

    private @Nullable Object ordered(@Nullable Object model, @Nullable Object tree) {
        if (model instanceof Map<?, ?> order && tree instanceof Map<?, ?> fields) {
            Map<Object, @Nullable Object> all = new LinkedHashMap<>();
            order.forEach((key, value) -> {
                if (fields.containsKey(key)) {
                    all.put(key, ordered(value, fields.get(key)));
                }
            });
            fields.forEach(all::putIfAbsent);
            return all;
        }
        if (model instanceof List<?> some && tree instanceof List<?> items) {
            List<String> known = names.of(some);
            List<String> own = names.of(items);
            var all = new ArrayList<@Nullable Object>();
            for (int i = 0; i < items.size(); i++) {
                int at = known.indexOf(own.get(i));
                all.add(at < 0 ? items.get(i) : ordered(some.get(at), items.get(i)));
            }
            return all;
        }
        return tree;
    }
}
