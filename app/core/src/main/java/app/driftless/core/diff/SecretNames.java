package app.driftless.core.diff;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which names stand for secret values (§6 of the trust reference): by their last word, however the words are put
/// together, so that `clientSecret`, `client-secret` and `CLIENT_SECRET` are one. What only refers to a secret
/// (`secretName`, `passwordKey`, `tokenFile`) has another last word, or a map as its value. Pure.
final class SecretNames {
    private static final String[] FIELDS = {
        "password",
        "passwords",
        "passwd",
        "passphrase",
        "token",
        "tokens",
        "apikey",
        "accesskey",
        "secretkey",
        "privatekey",
        "signingkey",
        "encryptionkey",
        "clientkeydata",
        "clientsecret",
        "sharedsecret",
        "webhooksecret",
        "credential",
        "credentials",
        "connectionstring",
    };

    /// Of a variable also the bare word, which of a field names a Secret as a rule.
    private static final String VARIABLE = "secret";

    /// A field of these groups that is named so tells a key of a Secret, not its value.
    private static final Set<String> REFERRING = Set.of("external-secrets.io", "secrets-store.csi.x-k8s.io");

    private static final Pattern REFERENCE = Pattern.compile("(?:\\$\\([^)]*\\)|\\$\\{[^}]*})+");

    private SecretNames() {}

    /// Whether a field of this name holds a secret, if its value is no map.
    static boolean field(String name) {
        int last = name.length() - 1;
        while (last >= 0 && isSeparator(name.charAt(last))) {
            last--;
        }
        char letter = last < 0 ? ' ' : Character.toLowerCase(name.charAt(last));
        for (String word : FIELDS) {
            if (word.charAt(word.length() - 1) == letter && endsWith(name, word)) {
                return true;
            }
        }
        return false;
    }

    /// Whether a variable, or another setting given as name and value, holds a secret.
    static boolean variable(String name) {
        return field(name) || endsWith(name, VARIABLE);
    }

    static boolean onlyRefers(@Nullable Object apiVersion) {
        return apiVersion instanceof String version
                && REFERRING.contains(version.substring(0, Math.max(0, version.indexOf('/'))));
    }

    /// Whether this can be a secret at all: not nothing, not a switch, not a variable that is filled in later.
    static boolean canBeSecret(@Nullable Object value) {
        if (value instanceof String text) {
            return !text.isBlank()
                    && !Set.of("true", "false").contains(text.toLowerCase(Locale.ROOT))
                    && !REFERENCE.matcher(text).matches();
        }
        return value instanceof Number;
    }

    private static boolean endsWith(String name, String word) {
        int at = name.length() - 1;
        for (int i = word.length() - 1; i >= 0; i--, at--) {
            while (at >= 0 && isSeparator(name.charAt(at))) {
                at--;
            }
            if (at < 0 || Character.toLowerCase(name.charAt(at)) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSeparator(char c) {
        return c == '_' || c == '-' || c == '.' || c == ' ';
    }
}
