package app.driftless.core.internal.predict;

import app.driftless.core.diff.Canonical;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A value that is replaced as a whole, completed as the server would complete it: what live has more than desired and
/// the server may have filled in is taken over. Used once.
final class Whole {
    /// The server sorts these.
    private static final Set<String> SORTED = Set.of("subsets", "addresses", "notReadyAddresses");

    private boolean guessed;

    /// Whether more was taken over than the schema promises.
    boolean guessed() {
        return guessed;
    }

    /// @return live itself where desired means the same
    @Nullable
    Object completed(String field, @Nullable Object desired, @Nullable Object live, Schema schema) {
        if (Canonical.same(desired, live) || meansSameQuantity(desired, live, schema)) {
            return live;
        }
        if (desired instanceof Map<?, ?> wanted && live instanceof Map<?, ?> held) {
            return completed(wanted, held, schema);
        }
        if (!(desired instanceof List<?> wanted) || !(live instanceof List<?> held)) {
            return desired;
        }
        if (SORTED.contains(field) && wanted.size() == held.size() && held.containsAll(wanted)) {
            guessed = true;
            return live;
        }
        Map<Step, @Nullable Object> named = schema.form(held) == Schema.Form.KEYED ? Items.index(held, schema) : null;
        var copy = new ArrayList<@Nullable Object>();
        for (int i = 0; i < wanted.size(); i++) {
            Step step = named == null ? null : Items.step(wanted.get(i), schema);
            Object other = named != null && step != null ? named.get(step) : i < held.size() ? held.get(i) : null;
            copy.add(completed("", wanted.get(i), other, schema.items()));
        }
        return copy;
    }

    private Map<String, @Nullable Object> completed(Map<?, ?> written, Map<?, ?> live, Schema schema) {
        Map<Object, @Nullable Object> desired = new LinkedHashMap<>(written);
        if (schema.declares("maxLimitRequestRatio")) {
            for (String name : List.of("default", "defaultRequest")) {
                Object filled = filledFromOthers(name, desired.get(name), live);
                if (filled != null) {
                    guessed |= !filled.equals(desired.put(name, filled));
                }
            }
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        desired.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (Canonical.isEmpty(value) && !live.containsKey(name)) {
                guessed = true;
            } else {
                copy.put(name, completed(name, value, live.get(name), schema.field(name)));
            }
        });
        live.forEach((key, value) -> {
            String name = String.valueOf(key);
            Schema below = schema.field(name);
            if (!copy.containsKey(name) && schema.declares(name) && Presets.plausible(name, value, below)) {
                guessed |= value == null || !value.equals(below.preset());
                copy.put(name, value);
            }
        });
        return copy;
    }

    /// A LimitRange fills in one of these from the others, resource by resource.
    private static @Nullable Object filledFromOthers(String name, @Nullable Object value, Map<?, ?> live) {
        List<String> sources =
                switch (name) {
                    case "default" -> List.of("max");
                    case "defaultRequest" -> List.of("default", "min", "max");
                    default -> List.of();
                };
        if (sources.isEmpty() || !(live.get(name) instanceof Map<?, ?> held)) {
            return value;
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> wanted) {
            wanted.forEach((key, amount) -> copy.put(String.valueOf(key), amount));
        }
        held.forEach((key, amount) -> {
            if (sources.stream()
                    .anyMatch(source ->
                            live.get(source) instanceof Map<?, ?> other && Canonical.same(other.get(key), amount))) {
                copy.putIfAbsent(String.valueOf(key), amount);
            }
        });
        return copy.isEmpty() ? value : copy;
    }

    static boolean meansSameQuantity(@Nullable Object one, @Nullable Object other, Schema schema) {
        if (!schema.isQuantity()) {
            return false;
        }
        BigDecimal left = Canonical.quantity(one);
        BigDecimal right = Canonical.quantity(other);
        return left != null && right != null && left.compareTo(right) == 0;
    }
}
