package app.driftless.core.diff;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a place of an object means for secrecy: found by walking down from the root. Pure.
enum SecretPlace {
    ROOT,
    /// The root of a Secret: all is secret that is not known to be open.
    SECRET_ROOT,
    METADATA,
    ANNOTATIONS,
    /// An annotation; it may quote the object.
    NOTE,
    /// An annotation that holds a copy of the object.
    COPY,
    /// Names of fields, not values. Only the server writes it, and it is never shown.
    MANAGED_FIELDS,
    /// Open but for what names and shapes tell.
    OPEN,
    /// As [#OPEN], in an object whose fields refer to Secrets by their keys.
    REFERRING,
    /// Secret, with everything below.
    PLAIN,
    /// Secret and written as base64.
    ENCODED;

    private static final Set<String> COPIES = Set.of(
            Masking.LAST_APPLIED,
            "kapp.k14s.io/original",
            "kapp.k14s.io/original-diff",
            "objectset.rio.cattle.io/applied",
            "banzaicloud.com/last-applied");
    private static final Set<String> OPEN_IN_SECRET = Set.of("apiVersion", "kind", "type", "immutable");

    static SecretPlace root(Map<?, ?> body) {
        return body.get("kind") instanceof String kind
                        && kind.toLowerCase(Locale.ROOT).equals("secret")
                ? SECRET_ROOT
                : ROOT;
    }

    boolean isSecret() {
        return this == PLAIN || this == ENCODED;
    }

    /// The place of an entry of a map that is at this place.
    SecretPlace field(Map<?, ?> map, String name, @Nullable Object value) {
        return switch (this) {
            case SECRET_ROOT ->
                switch (name) {
                    case "metadata" -> METADATA;
                    case "data" -> ENCODED;
                    default -> OPEN_IN_SECRET.contains(name) ? OPEN : PLAIN;
                };
            case ROOT ->
                name.equals("metadata")
                        ? METADATA
                        : named(name, value) ? PLAIN : SecretNames.onlyRefers(map.get("apiVersion")) ? REFERRING : OPEN;
            case METADATA ->
                switch (name) {
                    case "annotations" -> ANNOTATIONS;
                    case "managedFields" -> MANAGED_FIELDS;
                    default -> OPEN;
                };
            case ANNOTATIONS -> COPIES.contains(name) ? COPY : named(name, value) ? PLAIN : NOTE;
            case OPEN -> named(name, value) || paired(map, name, value) ? PLAIN : OPEN;
            case NOTE, COPY, MANAGED_FIELDS, REFERRING, PLAIN, ENCODED -> this;
        };
    }

    /// The place of an item of a list that is at this place.
    SecretPlace item() {
        return this == ROOT || this == SECRET_ROOT ? OPEN : this;
    }

    private static boolean named(String name, @Nullable Object value) {
        return SecretNames.field(name) && scalars(value);
    }

    /// `{name: DB_PASSWORD, value: …}`: a variable of a container, a parameter of a chart.
    private static boolean paired(Map<?, ?> map, String name, @Nullable Object value) {
        return name.equals("value")
                && map.get("name") instanceof String setting
                && SecretNames.variable(setting)
                && scalars(value);
    }

    private static boolean scalars(@Nullable Object value) {
        return value instanceof List<?> list
                ? !list.isEmpty() && list.stream().allMatch(SecretNames::canBeSecret)
                : SecretNames.canBeSecret(value);
    }
}
