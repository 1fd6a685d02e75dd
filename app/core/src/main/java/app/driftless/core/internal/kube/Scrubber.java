package app.driftless.core.internal.kube;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Takes the values of a Secret out of what the server says about it: errors quote them (T30).
final class Scrubber {
    private static final String MASK = "•••";
    private static final Pattern QUOTED_VALUE =
            Pattern.compile("(Invalid value: |value |got |: )(\"(?:[^\"\\\\]|\\\\.)*\"|\\{[^}]*}|\\[[^]]*])");
    private static final int SHORTEST = 3;
    private final List<String> values;
    private final boolean secret;

    private Scrubber(List<String> values, boolean secret) {
        this.values = values;
        this.secret = secret;
    }

    static Scrubber of(Map<String, Object> body) {
        boolean secret = "Secret".equals(body.get("kind")) && "v1".equals(body.get("apiVersion"));
        if (!secret) {
            return new Scrubber(List.of(), false);
        }
        Set<String> found = new HashSet<>();
        for (String field : List.of("data", "stringData")) {
            Object part = body.get(field);
            if (part instanceof Map<?, ?> map) {
                map.values().forEach(value -> collect(value, found));
            } else {
                collect(part, found);
            }
        }
        // The longest first, so that a value that holds another is replaced whole.
        return new Scrubber(
                found.stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList(),
                true);
    }

    private static void collect(@org.jspecify.annotations.Nullable Object value, Set<String> into) {
        switch (value) {
            case null -> {}
            case Map<?, ?> map -> map.values().forEach(item -> collect(item, into));
            case List<?> list -> list.forEach(item -> collect(item, into));
            default -> {
                String text = value.toString();
                add(text, into);
                add(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)), into);
                try {
                    add(new String(Base64.getDecoder().decode(text.strip()), StandardCharsets.UTF_8), into);
                } catch (IllegalArgumentException e) {
                    // Not base64: the text itself is all there is to hide.
                    return;
                }
            }
        }
    }

    private static void add(String text, Set<String> into) {
        if (text.length() >= SHORTEST) {
            into.add(text);
            String json = Json.text(text);
            into.add(json.substring(1, json.length() - 1));
        }
    }

    String scrub(String message) {
        if (!secret) {
            return message;
        }
        String result = message;
        for (String value : values) {
            result = result.replace(value, MASK);
        }
        return QUOTED_VALUE.matcher(result).replaceAll("$1" + MASK);
    }
}
