package app.driftless.core.internal.yaml;

import app.driftless.core.internal.yaml.ScalarResolver.Resolved;
import app.driftless.core.manifest.YamlRoute;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a map key is called once the document is JSON: sigs.k8s.io/yaml spells numbers and booleans out, kustomize
/// can't read them.
final class KeyNames {
    private final ScalarResolver resolver;
    private final YamlRoute route;

    KeyNames(ScalarResolver resolver, YamlRoute route) {
        this.resolver = resolver;
        this.route = route;
    }

    /// The text of a map key. Empty if this route can't read such a key.
    Optional<String> name(String text, @Nullable String tag, boolean plain) {
        Resolved resolved = resolver.resolve(text, tag, plain);
        if (!(resolved instanceof Resolved.Value(var json, boolean _))) {
            return resolved instanceof Resolved.NotJson && route == YamlRoute.RAW
                    ? Optional.of(Numbers.asKey(goFloat(text)))
                    : Optional.empty();
        }
        if (json instanceof String string) {
            return Optional.of(string);
        }
        if (route == YamlRoute.KUSTOMIZE) {
            return Optional.empty();
        }
        return switch (json) {
            case Boolean bool -> Optional.of(bool.toString());
            case Number number -> numberKey(text, number);
            case null, default -> Optional.empty();
        };
    }

    private static Optional<String> numberKey(String text, Number number) {
        String plain = text.replace("_", "");
        BigInteger whole = Numbers.integer(plain);
        if (whole == null && number instanceof Long && !Numbers.isFloating(plain)) {
            return Optional.of(number.toString());
        }
        if (whole != null) {
            return whole.bitLength() < 64 ? Optional.of(whole.toString()) : Optional.empty();
        }
        return Optional.of(Numbers.asKey(number.doubleValue()));
    }

    private static double goFloat(String text) {
        if (text.toLowerCase(Locale.ROOT).endsWith("nan")) {
            return Double.NaN;
        }
        return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
}
