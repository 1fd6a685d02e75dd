package app.driftless.core.internal.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers as Go's `strconv` reads them and its `encoding/json` writes them, because kubectl and kustomize do.
final class Numbers {
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger MAX_UNSIGNED = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?(?:\\.[0-9]++|[0-9]++(?:\\.[0-9]*+)?)(?:[eE][-+]?[0-9]++)?");
    private static final Pattern DOT_FLOAT =
            Pattern.compile("\\.[0-9]++(?:_[0-9]++)*+(?:[eE][-+]?[0-9]++(?:_[0-9]++)*+)?");
    private static final double JSON_EXPONENT_FROM = 1e21;

    private Numbers() {}

    /// An integer with a sign, one of the prefixes `0x`, `0o`, `0b`, `0`, in the signed or unsigned 64-bit range;
    /// null if it is none.
    ///
    /// @param text underscores removed
    static @Nullable BigInteger integer(String text) {
        boolean negative = text.startsWith("-");
        boolean signed = negative || text.startsWith("+");
        String body = signed ? text.substring(1) : text;
        int radix = radix(body);
        String digits = radix == 10 ? body : body.substring(radix == 8 && !octalLetter(body) ? 1 : 2);
        BigInteger value = digits(digits, radix);
        if (value == null) {
            return null;
        }
        BigInteger result = negative ? value.negate() : value;
        boolean fits = result.compareTo(MIN) >= 0 && result.compareTo(signed ? MAX : MAX_UNSIGNED) <= 0;
        return fits ? result : null;
    }

    private static int radix(String body) {
        if (body.length() < 2 || body.charAt(0) != '0') {
            return 10;
        }
        return switch (body.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            default -> 8;
        };
    }

    private static boolean octalLetter(String body) {
        return body.charAt(1) == 'o' || body.charAt(1) == 'O';
    }

    /// What go-yaml reads after having cut a prefix such as `0b` itself: here a sign may follow the prefix.
    static @Nullable BigInteger afterPrefix(String text, String prefix, int radix) {
        boolean negative = text.startsWith("-" + prefix);
        if (!negative && !text.startsWith(prefix)) {
            return null;
        }
        String digits = negative ? text.substring(1 + prefix.length()) : text.substring(prefix.length());
        boolean inner = !negative && (digits.startsWith("-") || digits.startsWith("+"));
        BigInteger value = digits(inner ? digits.substring(1) : digits, radix);
        if (value == null || value.compareTo(negative || inner ? MAX : MAX_UNSIGNED) > 0) {
            return null;
        }
        return negative || inner && digits.charAt(0) == '-' ? value.negate() : value;
    }

    private static @Nullable BigInteger digits(String digits, int radix) {
        if (digits.isEmpty()) {
            return null;
        }
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c > 'f' || Character.digit(c, radix) < 0) {
                return null;
            }
        }
        return digits.length() <= 15 && radix <= 10
                ? BigInteger.valueOf(Long.parseLong(digits, radix))
                : new BigInteger(digits, radix);
    }

    /// A decimal fraction; null if the text is none, or beyond the range.
    static @Nullable Double floating(String text) {
        return FLOAT.matcher(text).matches() ? inRange(text) : null;
    }

    static boolean isFloating(String text) {
        return FLOAT.matcher(text).matches();
    }

    /// A fraction that begins with its point.
    static @Nullable Double dotFloating(String text) {
        return DOT_FLOAT.matcher(text).matches() ? inRange(text.replace("_", "")) : null;
    }

    private static @Nullable Double inRange(String text) {
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) ? null : value;
    }

    /// The JSON type that a floating value has after it was written as JSON and read again: whole numbers become
    /// integers where they fit.
    static Object throughJson(double value) {
        if (value != Math.rint(value) || Math.abs(value) >= JSON_EXPONENT_FROM) {
            return value;
        }
        BigInteger whole = new BigDecimal(Double.toString(value)).toBigInteger();
        return whole.bitLength() < 64 ? (Object) whole.longValueExact() : (Object) value;
    }

    /// Go's `FormatFloat(value, 'g', -1, 32)`: how sigs.k8s.io/yaml spells a number that is a key.
    static String asKey(double value) {
        float narrow = (float) value;
        if (Float.isNaN(narrow)) {
            return ".nan";
        }
        if (Float.isInfinite(narrow)) {
            return narrow > 0 ? ".inf" : "-.inf";
        }
        if (narrow == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal decimal = new BigDecimal(Float.toString(narrow)).stripTrailingZeros();
        int digits = decimal.precision();
        int exponent = digits - decimal.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            return decimal.toPlainString();
        }
        String unscaled = decimal.unscaledValue().abs().toString();
        String fraction = digits > 1 ? "." + unscaled.substring(1) : "";
        String power = (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        return (decimal.signum() < 0 ? "-" : "") + unscaled.charAt(0) + fraction + "e" + power;
    }
}
