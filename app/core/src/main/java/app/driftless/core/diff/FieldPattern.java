package app.driftless.core.diff;

import app.driftless.core.manifest.JsonPointer;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Names places of objects: a JSON pointer in which `*` stands for any one step, or a path in the notation of
/// managedFields in which `.*` stands for any field and `[*]` for any item. Field names are not quoted in that
/// notation and may hold dots, so that a path has a meaning only beside an object.
record FieldPattern(String text) {
    /// Without these there is no object.
    private static final Set<String> IDENTITY = Set.of(
            "/apiVersion",
            "/kind",
            "/metadata",
            "/metadata/name",
            "/metadata/namespace",
            ".apiVersion",
            ".kind",
            ".metadata",
            ".metadata.name",
            ".metadata.namespace");

    static boolean isValid(String text) {
        if (text.length() < 2 || IDENTITY.contains(text)) {
            return false;
        }
        if (text.startsWith("/")) {
            return !text.endsWith("/");
        }
        return text.startsWith(".") && text.charAt(1) != '.' && text.charAt(1) != '[' && bracketsClose(text);
    }

    private static boolean bracketsClose(String text) {
        int at = text.indexOf('[');
        while (at >= 0) {
            int end = closing(text, at);
            if (end < 0 || end == at + 1) {
                return false;
            }
            at = text.indexOf('[', end);
        }
        return true;
    }

    /// Whether the place is one of those named, or lies in one.
    boolean covers(FieldPath path, JsonPointer pointer) {
        return text.startsWith("/") ? covers(pointer) : covers(path);
    }

    /// The same of a place whose path is known as text.
    boolean covers(String fieldPath, JsonPointer pointer) {
        if (text.startsWith("/")) {
            return covers(pointer);
        }
        if (!text.contains(".*") && !text.contains("[*]")) {
            return FieldPath.leadsTo(text, fieldPath);
        }
        String pattern = Pattern.quote(text).replace(".*", "\\E\\.[^.\\[]+\\Q").replace("[*]", "\\E\\[[^\\]]*\\]\\Q");
        return Pattern.compile(pattern + "([.\\[].*)?").matcher(fieldPath).matches();
    }

    private boolean covers(JsonPointer pointer) {
        List<String> wanted = JsonPointer.parse(text).tokens();
        List<String> tokens = pointer.tokens();
        if (tokens.size() < wanted.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!wanted.get(i).equals("*") && !wanted.get(i).equals(tokens.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean covers(FieldPath path) {
        int at = 0;
        for (PathElement element : path.elements()) {
            if (at == text.length()) {
                return true;
            }
            at = after(element, at);
            if (at < 0) {
                return false;
            }
        }
        return at == text.length();
    }

    /// Where the text goes on behind an element, or -1 if it names another one.
    private int after(PathElement element, int at) {
        if (element instanceof PathElement.Field(String name)) {
            int exact = fieldEnd("." + name, at);
            return exact >= 0 ? exact : fieldEnd(".*", at);
        }
        if (text.charAt(at) != '[') {
            return -1;
        }
        int end = closing(text, at);
        if (end < 0) {
            return -1;
        }
        String inner = text.substring(at + 1, end);
        return inner.equals("*") || names(element, inner) ? end + 1 : -1;
    }

    private int fieldEnd(String field, int at) {
        int end = at + field.length();
        return text.startsWith(field, at)
                        && (end == text.length() || text.charAt(end) == '.' || text.charAt(end) == '[')
                ? end
                : -1;
    }

    private static boolean names(PathElement element, String inner) {
        return switch (element) {
            case PathElement.Field _ -> false;
            case PathElement.Index(int index) -> inner.equals(Integer.toString(index));
            case PathElement.Value(Object value) -> inner.startsWith("=") && says(inner.substring(1), value);
            case PathElement.Key key -> {
                int from = 0;
                boolean all = true;
                while (all && from <= inner.length()) {
                    int comma = unquoted(inner, ',', from);
                    String pair = inner.substring(from, comma);
                    int equals = pair.indexOf('=');
                    Object value = key.fields().get(pair.substring(0, Math.max(0, equals)));
                    all = equals > 0 && value != null && says(pair.substring(equals + 1), value);
                    from = comma + 1;
                }
                yield all;
            }
        };
    }

    /// A text may stand without its quotes.
    private static boolean says(String written, Object value) {
        return written.equals(JsonText.write(value)) || value instanceof String text && written.equals(text);
    }

    private static int closing(String text, int open) {
        int end = unquoted(text, ']', open + 1);
        return end < text.length() ? end : -1;
    }

    /// Where `wanted` stands outside of quotes; the text's length if nowhere.
    private static int unquoted(String text, char wanted, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == wanted && !quoted) {
                return i;
            }
        }
        return text.length();
    }
}
