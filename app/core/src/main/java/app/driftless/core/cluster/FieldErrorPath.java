package app.driftless.core.cluster;

import app.driftless.core.diff.SecretForm;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The path that a server names in a refusal, such as `spec.ports[0].protocol` or `metadata.annotations[a.b/c]`. Pure.
final class FieldErrorPath {
    private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|\\[([^\\]]*)\\]");

    private FieldErrorPath() {}

    /// Whether desired and live differ at that place. Where the path leads beyond what one of them has, the last place
    /// on it counts.
    static boolean differs(String path, Map<String, Object> desired, Map<String, Object> live) {
        @Nullable Object left = SecretForm.stored(desired);
        @Nullable Object right = live;
        Matcher step = STEP.matcher(path);
        while (step.find() && left != null && right != null) {
            String name = step.group(1) != null ? step.group(1) : step.group(2);
            left = child(left, name);
            right = child(right, name);
        }
        return !Objects.equals(left, right);
    }

    private static @Nullable Object child(Object value, String name) {
        return switch (value) {
            case Map<?, ?> map -> map.get(name);
            case List<?> list
            when name.matches("\\d{1,6}") && Integer.parseInt(name) < list.size() -> list.get(Integer.parseInt(name));
            default -> null;
        };
    }
}
