package app.driftless.core.internal.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives the whole numbers of a parsed tree the one form that all trees have here: `Long`, else `BigInteger`. Pure.
public final class WholeNumbers {
    private WholeNumbers() {}

    /// A copy of the object; empty for what is none.
    public static Map<String, Object> in(@Nullable Object object) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (object instanceof Map<?, ?> map) {
            map.forEach((key, item) -> copy.put(String.valueOf(key), of(item)));
        }
        return copy;
    }

    private static @Nullable Object of(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Integer number -> number.longValue();
            case Map<?, ?> map -> in(map);
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                list.forEach(item -> copy.add(of(item)));
                yield copy;
            }
            default -> value;
        };
    }
}
