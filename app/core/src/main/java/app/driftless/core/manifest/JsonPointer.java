package app.driftless.core.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A place in a JSON tree (RFC 6901). The empty pointer is the whole tree.
///
/// @param tokens the unescaped reference tokens, from the root down; list items by index
public record JsonPointer(List<String> tokens) {
    public static final JsonPointer ROOT = new JsonPointer(List.of());

    public JsonPointer {
        tokens = List.copyOf(tokens);
    }

    public static JsonPointer of(String... tokens) {
        return new JsonPointer(List.of(tokens));
    }

    /// Reads the string form.
    ///
    /// @throws IllegalArgumentException if `text` is not empty and does not begin with a slash
    public static JsonPointer parse(String text) {
        if (text.isEmpty()) {
            return ROOT;
        }
        if (text.charAt(0) != '/') {
            throw new IllegalArgumentException("A JSON pointer begins with '/': " + text);
        }
        var tokens = new ArrayList<String>();
        for (String token : text.substring(1).split("/", -1)) {
            tokens.add(token.replace("~1", "/").replace("~0", "~"));
        }
        return new JsonPointer(tokens);
    }

    public JsonPointer child(String token) {
        var longer = new ArrayList<>(tokens);
        longer.add(token);
        return new JsonPointer(longer);
    }

    public JsonPointer child(int index) {
        return child(Integer.toString(index));
    }

    public JsonPointer parent() {
        return tokens.isEmpty() ? this : new JsonPointer(tokens.subList(0, tokens.size() - 1));
    }

    public boolean startsWith(JsonPointer prefix) {
        return tokens.size() >= prefix.tokens.size()
                && tokens.subList(0, prefix.tokens.size()).equals(prefix.tokens);
    }

    /// The value at this place of `tree`, or null where there is none (or it is null).
    public @Nullable Object in(@Nullable Object tree) {
        Object node = tree;
        for (String token : tokens) {
            node = switch (node) {
                case Map<?, ?> map -> map.get(token);
                case List<?> list
                when token.matches("\\d{1,9}") && Integer.parseInt(token) < list.size() ->
                    list.get(Integer.parseInt(token));
                case null, default -> null;
            };
        }
        return node;
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        tokens.forEach(t -> text.append('/').append(t.replace("~", "~0").replace("/", "~1")));
        return text.toString();
    }
}
