package app.driftless.core.validate;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// What schemas ask of texts: formats, lengths, patterns.
final class TextRules {
    private static final Pattern QUANTITY =
            Pattern.compile("[-+]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]++)?");
    private static final Pattern DURATION = Pattern.compile("(?:[0-9]++(?:\\.[0-9]++)?(?:ns|us|µs|ms|s|m|h|d))++");

    private TextRules() {}

    static void check(Report report, SchemaNode schema, String text) {
        switch (schema.format()) {
            case "quantity" -> expect(QUANTITY.matcher(text).matches(), report, SchemaIssue.QUANTITY);
            case "byte" -> expect(isBase64(text), report, SchemaIssue.BASE64);
            case "date-time" -> expect(isTime(text), report, SchemaIssue.TIME);
            case "duration" -> expect(DURATION.matcher(text).matches(), report, SchemaIssue.DURATION);
            default -> {}
        }
        Bounds bounds = schema.bounds();
        if (bounds.least() != null && text.codePointCount(0, text.length()) < bounds.least()) {
            report.value(SchemaIssue.TOO_SHORT, bounds.least(), text.codePointCount(0, text.length()));
        }
        if (bounds.most() != null && text.codePointCount(0, text.length()) > bounds.most()) {
            report.value(SchemaIssue.TOO_LONG, bounds.most(), text.codePointCount(0, text.length()));
        }
        if (bounds.pattern() != null) {
            Optional<Boolean> matches = BoundedPattern.find(bounds.pattern(), text);
            expect(matches.orElse(true), report, SchemaIssue.PATTERN, bounds.pattern());
        }
    }

    private static void expect(boolean holds, Report report, SchemaIssue issue, Object... args) {
        if (!holds) {
            report.value(issue, args);
        }
    }

    private static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text.replace("\n", "").replace("\r", ""));
            return text.replace("\n", "").replace("\r", "").length() % 4 == 0;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean isTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }
}
