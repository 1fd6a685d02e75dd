package app.driftless.core.validate;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The limits a schema sets for a value; null where there is none.
///
/// @param pattern a regular expression in RE2's syntax that a part of a text must match
/// @param least the least length of a text, or number of items or of properties
/// @param most the greatest of those
public record Bounds(
        @Nullable BigDecimal minimum,
        @Nullable BigDecimal maximum,
        boolean aboveMinimum,
        boolean belowMaximum,
        @Nullable String pattern,
        @Nullable Integer least,
        @Nullable Integer most) {
    public static final Bounds NONE = new Bounds(null, null, false, false, null, null, null);
}
