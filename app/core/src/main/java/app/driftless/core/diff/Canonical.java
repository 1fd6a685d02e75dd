package app.driftless.core.diff;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// When two values mean the same to the server. Pure.
public final class Canonical {
    private static final Pattern QUANTITY = Pattern.compile(
            "([+-]?(?:\\d+\\.?\\d*|\\.\\d+))(?:([eE][+-]?\\d{1,3})|(m|u|n|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei))?");
    /// Where the built-in kinds hold quantities.
    private static final Set<String> QUANTITY_FIELDS = Set.of(
            "limits",
            "requests",
            "capacity",
            "hard",
            "overhead",
            "podFixed",
            "sizeLimit",
            "divisor",
            "averageValue",
            "value",
            "min",
            "max",
            "default",
            "defaultRequest",
            "maxLimitRequestRatio",
            "storage",
            "allocatable");
    private static final int LONGEST_QUANTITY = 40;

    private Canonical() {}

    /// Equal as JSON; numbers by value.
    public static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number a && other instanceof Number b) {
            return decimal(a).compareTo(decimal(b)) == 0;
        }
        if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
            return a.size() == b.size()
                    && a.entrySet().stream()
                            .allMatch(e -> b.containsKey(e.getKey()) && same(e.getValue(), b.get(e.getKey())));
        }
        if (one instanceof List<?> a && other instanceof List<?> b) {
            return sameItems(a, b);
        }
        return one == null ? other == null : one.equals(other);
    }

    private static boolean sameItems(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// Whether what the repository writes at `path` is what the server holds there: quantities and numbers may be
    /// spelt differently, empty may be absent.
    static boolean means(FieldPath path, @Nullable Object desired, @Nullable Object held) {
        if (same(desired, held) || (isEmpty(desired) && isEmpty(held))) {
            return true;
        }
        if (desired instanceof Map<?, ?> a && held instanceof Map<?, ?> b) {
            return a.entrySet().stream()
                            .allMatch(e -> means(
                                    path.child(new PathElement.Field(String.valueOf(e.getKey()))),
                                    e.getValue(),
                                    b.get(e.getKey())))
                    && b.entrySet().stream().allMatch(e -> a.containsKey(e.getKey()) || isEmpty(e.getValue()));
        }
        if (desired instanceof List<?> a && held instanceof List<?> b && a.size() == b.size()) {
            for (int i = 0; i < a.size(); i++) {
                if (!means(path, a.get(i), b.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (QUANTITY_FIELDS.stream().noneMatch(path::passes)) {
            return false;
        }
        BigDecimal left = quantity(desired);
        BigDecimal right = quantity(held);
        return left != null && right != null && left.compareTo(right) == 0;
    }

    /// Nothing, or nothing but empty things.
    public static boolean isEmpty(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Map<?, ?> map -> map.values().stream().allMatch(Canonical::isEmpty);
            case List<?> list -> list.isEmpty();
            default -> false;
        };
    }

    /// The number that a Kubernetes quantity stands for, or null.
    public static @Nullable BigDecimal quantity(@Nullable Object value) {
        if (value instanceof Number number) {
            return decimal(number);
        }
        if (!(value instanceof String text) || text.length() > LONGEST_QUANTITY) {
            return null;
        }
        Matcher matcher = QUANTITY.matcher(text.strip());
        if (!matcher.matches()) {
            return null;
        }
        String exponent = matcher.group(2);
        BigDecimal number = new BigDecimal(matcher.group(1) + (exponent == null ? "" : exponent));
        String suffix = matcher.group(3);
        return suffix == null ? number : number.multiply(factor(suffix));
    }

    private static BigDecimal factor(String suffix) {
        if (suffix.endsWith("i")) {
            return BigDecimal.valueOf(1024).pow("KMGTPE".indexOf(suffix.charAt(0)) + 1);
        }
        int index = "num kMGTPE".indexOf(suffix);
        return BigDecimal.ONE.scaleByPowerOfTen((index - 3) * 3);
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
    }
}
