package app.driftless.core.diff;

import java.util.LinkedHashMap;
import java.util.Map;

/// The little JSON that stands inside the keys of `fieldsV1`: scalars, and objects of scalars.
final class JsonText {
    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    /// @throws IllegalArgumentException if it is anything else
    static Object scalar(String text) {
        var reader = new JsonText(text);
        Object value = reader.value();
        reader.end();
        return value;
    }

    /// @throws IllegalArgumentException if it is anything else
    static Map<String, Object> object(String text) {
        var reader = new JsonText(text);
        Map<String, Object> fields = new LinkedHashMap<>();
        reader.expect('{');
        while (reader.peek() != '}') {
            String name = reader.string();
            reader.expect(':');
            fields.put(name, reader.value());
            if (reader.peek() == ',') {
                reader.at++;
            }
        }
        reader.expect('}');
        reader.end();
        return fields;
    }

    static String write(Object value) {
        if (!(value instanceof String s)) {
            return String.valueOf(value);
        }
        var out = new StringBuilder("\"");
        for (char c : s.toCharArray()) {
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private Object value() {
        if (peek() == '"') {
            return string();
        }
        int start = at;
        while (at < text.length() && ",}: ".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default -> word.matches("-?\\d{1,18}") ? (Object) Long.valueOf(word) : number(word);
        };
    }

    private static Object number(String word) {
        try {
            return Double.valueOf(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Not a JSON scalar: " + word, e);
        }
    }

    private String string() {
        expect('"');
        var out = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            out.append(c == '\\' ? escape() : c);
        }
        expect('"');
        return out.toString();
    }

    private char escape() {
        if (at >= text.length()) {
            throw new IllegalArgumentException("Cut off: " + text);
        }
        char c = text.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                if (at + 4 > text.length()) {
                    throw new IllegalArgumentException("Cut off: " + text);
                }
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            default -> c;
        };
    }

    private char peek() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (at >= text.length()) {
            throw new IllegalArgumentException("Cut off: " + text);
        }
        return text.charAt(at);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw new IllegalArgumentException("Expected " + c + " at " + at + ": " + text);
        }
        at++;
    }

    private void end() {
        if (!text.substring(at).isBlank()) {
            throw new IllegalArgumentException("More than one value: " + text);
        }
    }
}
