package app.driftless.core.health;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a live object; what is absent or of another type has the default.
record Observed(@Nullable Object node) {
    private static final int LONGEST_MESSAGE = 300;

    /// One of `status.conditions`, or alike.
    record Condition(String type, String status, String reason, String message) {
        boolean isTrue() {
            return status.equals("True");
        }

        boolean isFalse() {
            return status.equals("False");
        }

        /// What it says, on one line.
        String words() {
            String text = message.isBlank() ? reason : message;
            String line = text.replaceAll("\\s+", " ").strip();
            return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "…" : line;
        }
    }

    Observed at(String... path) {
        Object value = node;
        for (String field : path) {
            value = value instanceof Map<?, ?> map ? map.get(field) : null;
        }
        return new Observed(value);
    }

    boolean exists() {
        return node != null;
    }

    String text(String... path) {
        return at(path).node() instanceof String s ? s : "";
    }

    long number(long otherwise, String... path) {
        return at(path).node() instanceof Number n ? n.longValue() : otherwise;
    }

    boolean flag(String... path) {
        return Boolean.TRUE.equals(at(path).node());
    }

    List<Observed> items(String... path) {
        var items = new ArrayList<Observed>();
        if (at(path).node() instanceof List<?> list) {
            list.forEach(item -> items.add(new Observed(item)));
        }
        return items;
    }

    List<String> strings(String... path) {
        var strings = new ArrayList<String>();
        items(path).forEach(item -> strings.add(String.valueOf(item.node())));
        return strings;
    }

    Optional<Instant> time(String... path) {
        try {
            String text = text(path);
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            // A server of ours never writes another form; a grace time that cannot be counted is not given.
            return Optional.empty();
        }
    }

    Optional<Condition> condition(String type) {
        return items("status", "conditions").stream()
                .filter(item -> item.text("type").equals(type))
                .findFirst()
                .map(item -> new Condition(type, item.text("status"), item.text("reason"), item.text("message")));
    }

    Optional<Condition> conditionTrue(String type) {
        return condition(type).filter(Condition::isTrue);
    }

    Optional<Condition> conditionFalse(String type) {
        return condition(type).filter(Condition::isFalse);
    }

    String group() {
        String version = text("apiVersion");
        int slash = version.indexOf('/');
        return slash < 0 ? "" : version.substring(0, slash);
    }
}
