package app.driftless.core.internal.yaml;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Timestamps as go-yaml recognises them.
final class Timestamps {
    private static final Pattern SHAPE = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})"
            + "(?:(?:[Tt](\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:[.,](\\d{1,9}))?(Z|[-+]\\d\\d:\\d\\d))"
            + "|(?: (\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:[.,](\\d{1,9}))?))?");

    private Timestamps() {}

    static boolean possible(String text) {
        return text.length() >= 8 && text.charAt(4) == '-' && Character.isDigit(text.charAt(0));
    }

    /// As Go writes it in JSON (RFC 3339), if it is one.
    static Optional<String> rfc3339(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!possible(text) || !matcher.matches()) {
            return Optional.empty();
        }
        LocalDate date;
        try {
            date = LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
        String zone = matcher.group(8) == null ? "Z" : matcher.group(8);
        int first = matcher.group(4) != null ? 4 : 9;
        if (matcher.group(first) == null) {
            return Optional.of(date + "T00:00:00Z");
        }
        int hour = number(matcher, first);
        int minute = number(matcher, first + 1);
        int second = number(matcher, first + 2);
        if (hour > 23 || minute > 59 || second > 59 || !validZone(zone)) {
            return Optional.empty();
        }
        String fraction = matcher.group(first == 4 ? 7 : 12);
        String digits = fraction == null ? "" : fraction.replaceAll("0+$", "");
        return Optional.of("%sT%02d:%02d:%02d%s%s"
                .formatted(date, hour, minute, second, digits.isEmpty() ? "" : "." + digits, written(zone)));
    }

    private static boolean validZone(String zone) {
        return zone.equals("Z")
                || Integer.parseInt(zone.substring(1, 3)) <= 24 && Integer.parseInt(zone.substring(4)) < 60;
    }

    private static String written(String zone) {
        return zone.substring(1).equals("00:00") ? "Z" : zone;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
