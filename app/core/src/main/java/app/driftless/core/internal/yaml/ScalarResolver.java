package app.driftless.core.internal.yaml;

import app.driftless.core.manifest.YamlRoute;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an untyped scalar means. RAW follows go-yaml v2 under sigs.k8s.io/yaml (kubectl), KUSTOMIZE go-yaml v3: the
/// resolve tables of both, then the way through JSON.
final class ScalarResolver {
    /// What a scalar turned out to be.
    sealed interface Resolved {
        record Value(@Nullable Object json, boolean ambiguous) implements Resolved {}

        /// A number that JSON has not: infinity or not-a-number.
        record NotJson() implements Resolved {}

        /// The tag says another type than the text.
        record Mistagged(String tag) implements Resolved {}

        record TooManyDigits(int digits) implements Resolved {}
    }

    private static final String LONG = "tag:yaml.org,2002:";
    private static final Map<String, Boolean> COMMON_WORDS =
            Map.of("true", true, "True", true, "TRUE", true, "false", false, "False", false, "FALSE", false);
    /// Booleans of YAML 1.1 that kustomize reads as text.
    private static final Map<String, Boolean> OLD_WORDS = Map.ofEntries(
            Map.entry("y", true),
            Map.entry("Y", true),
            Map.entry("yes", true),
            Map.entry("Yes", true),
            Map.entry("YES", true),
            Map.entry("on", true),
            Map.entry("On", true),
            Map.entry("ON", true),
            Map.entry("n", false),
            Map.entry("N", false),
            Map.entry("no", false),
            Map.entry("No", false),
            Map.entry("NO", false),
            Map.entry("off", false),
            Map.entry("Off", false),
            Map.entry("OFF", false));

    private final YamlRoute route;

    ScalarResolver(YamlRoute route) {
        this.route = route;
    }

    /// @param tag as written, null for none
    Resolved resolve(String text, @Nullable String tag, boolean plain) {
        // The tag "!" alone: text to go-yaml v2, no tag to v3.
        boolean bare = "!".equals(tag);
        if (tag == null && !plain || bare && (!plain || route == YamlRoute.RAW)) {
            return text(text);
        }
        String type = tag == null || bare ? "" : tag.startsWith(LONG) ? tag.substring(LONG.length()) : tag;
        return switch (type) {
            case "" -> plainScalar(text);
            case "str" -> text(text);
            case "binary" -> binary(text);
            case "bool" -> only(untagged(text, false), type, Boolean.class);
            case "int" -> only(untagged(text, false), type, Number.class);
            case "float" -> asFloat(text);
            case "null" ->
                untagged(text, false) instanceof Resolved.Value(var json, boolean _) && json == null
                        ? value(null)
                        : new Resolved.Mistagged(type);
            case "timestamp" ->
                Timestamps.rfc3339(text)
                        .map(time -> text(route == YamlRoute.RAW ? text : time))
                        .orElseGet(() -> new Resolved.Mistagged(type));
            default -> text(text);
        };
    }

    private Resolved plainScalar(String text) {
        return untagged(text, true);
    }

    private Resolved asFloat(String text) {
        return switch (untagged(text, false)) {
            case Resolved.Value(BigInteger _, boolean _) -> new Resolved.Mistagged("float");
            case Resolved.Value(Number json, boolean _) -> value(Numbers.throughJson(json.doubleValue()));
            case Resolved.Value _ -> new Resolved.Mistagged("float");
            case Resolved other -> other;
        };
    }

    private static Resolved only(Resolved resolved, String tag, Class<?> type) {
        return resolved instanceof Resolved.Value(var json, boolean _) && !type.isInstance(json)
                ? new Resolved.Mistagged(tag)
                : resolved;
    }

    private static Resolved binary(String text) {
        try {
            String clean = text.replace("\n", "").replace("\r", "");
            return text(new String(Base64.getDecoder().decode(clean), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return new Resolved.Mistagged("binary");
        }
    }

    private Resolved untagged(String text, boolean timestamps) {
        if (text.isEmpty()) {
            return value(null);
        }
        char first = text.charAt(0);
        if (first >= '0' && first <= '9' || first == '+' || first == '-') {
            return number(text, timestamps);
        }
        return switch (first) {
            case '.' -> dotted(text);
            case '~' -> text.length() == 1 ? value(null) : text(text);
            case 'n', 'N', 'y', 'Y', 't', 'T', 'f', 'F', 'o', 'O' -> word(text);
            default -> text(text);
        };
    }

    private Resolved word(String text) {
        if (text.length() > 5) {
            return text(text);
        }
        if (text.equals("null") || text.equals("Null") || text.equals("NULL")) {
            return value(null);
        }
        Boolean common = COMMON_WORDS.get(text);
        if (common != null) {
            return value(common);
        }
        Boolean old = OLD_WORDS.get(text);
        if (old == null) {
            return text(text);
        }
        return new Resolved.Value(route == YamlRoute.RAW ? old : text, true);
    }

    private static Resolved dotted(String text) {
        return switch (text) {
            case ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF" -> new Resolved.NotJson();
            default -> {
                Double value = Numbers.dotFloating(text);
                yield value == null ? text(text) : value(Numbers.throughJson(value));
            }
        };
    }

    private Resolved number(String text, boolean timestamps) {
        if (text.length() == 5
                && text.substring(1).matches("\\.(?:inf|Inf|INF)")
                && !Character.isDigit(text.charAt(0))) {
            return new Resolved.NotJson();
        }
        if (timestamps && Timestamps.possible(text)) {
            Optional<String> time = Timestamps.rfc3339(text);
            if (time.isPresent()) {
                return new Resolved.Value(
                        route == YamlRoute.RAW ? text : time.get(), !time.get().equals(text));
            }
        }
        String plain = text.indexOf('_') >= 0 ? text.replace("_", "") : text;
        if (plain.length() > Limits.DIGITS && plain.chars().allMatch(c -> c < 0x80)) {
            return new Resolved.TooManyDigits(plain.length());
        }
        BigInteger whole = Numbers.integer(plain);
        if (whole != null) {
            return value(json(whole));
        }
        Double floating = Numbers.floating(plain);
        if (floating != null) {
            return value(Numbers.throughJson(floating));
        }
        BigInteger binary = Numbers.afterPrefix(plain, "0b", 2);
        if (binary == null && route == YamlRoute.KUSTOMIZE) {
            binary = Numbers.afterPrefix(plain, "0o", 8);
        }
        return binary == null ? text(text) : value(json(binary));
    }

    /// Beyond 63 bits kubectl goes through a float; kustomize keeps the digits.
    private Object json(BigInteger whole) {
        if (whole.bitLength() < 64) {
            return whole.longValueExact();
        }
        return route == YamlRoute.RAW ? (Object) whole.doubleValue() : (Object) whole;
    }

    private static Resolved text(String text) {
        return value(text);
    }

    private static Resolved value(@Nullable Object json) {
        return new Resolved.Value(json, false);
    }
}
