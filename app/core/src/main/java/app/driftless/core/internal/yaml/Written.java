package app.driftless.core.internal.yaml;

import app.driftless.core.manifest.YamlLines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Values as they are written into an existing text.
final class Written {
    private Written() {}

    /// An entry of a block mapping at a column; its first line without indentation.
    static String entry(TextLayout layout, String key, @Nullable Object value, int column) {
        return YamlLines.of(singleton(key, value)).stream()
                .map(YamlLines.Line::text)
                .collect(Collectors.joining(layout.lineEnd() + " ".repeat(column)));
    }

    static Map<String, @Nullable Object> singleton(String key, @Nullable Object value) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return map;
    }

    static boolean isInline(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> map.isEmpty();
            case List<?> list -> list.isEmpty();
            case String string -> string.indexOf('\n') < 0;
            case null, default -> true;
        };
    }

    /// On one line, for within brackets.
    static String flow(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(e -> flow(String.valueOf(e.getKey())) + ": " + flow(e.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case List<?> list -> list.stream().map(Written::flow).collect(Collectors.joining(", ", "[", "]"));
            case String string
            when string.indexOf('\n') >= 0 ->
                "\""
                        + string.lines()
                                .map(l -> l.replace("\\", "\\\\").replace("\"", "\\\""))
                                .collect(Collectors.joining("\\n"))
                        + (string.endsWith("\n") ? "\\n" : "") + "\"";
            case null, default -> YamlLines.of(value).getFirst().text();
        };
    }
}
