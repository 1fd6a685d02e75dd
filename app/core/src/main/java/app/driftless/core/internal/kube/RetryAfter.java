package app.driftless.core.internal.kube;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// The header with which a server says when to come back: seconds, or a date (RFC 9110, 10.2.3).
final class RetryAfter {
    private RetryAfter() {}

    /// Empty where there is none, or none that can be read.
    static Optional<Duration> parse(@Nullable String value, Instant now) {
        if (value == null) {
            return Optional.empty();
        }
        String text = value.strip();
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant when = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(when.isAfter(now) ? Duration.between(now, when) : Duration.ZERO);
        } catch (DateTimeException e) {
            // Not worth failing for: our own pauses apply.
            return Optional.empty();
        }
    }

    /// Whether the server asks to come back later.
    static boolean busy(int status, Optional<Duration> retryAfter) {
        return status == 429 || (status == 503 && retryAfter.isPresent());
    }

    /// How long to wait, a little more than was asked for.
    ///
    /// @param tries so far
    static Duration pause(Optional<Duration> named, int tries) {
        Duration asked = named.orElse(Duration.ofMillis(500L << Math.min(tries, 5)));
        return asked.plusMillis(ThreadLocalRandom.current().nextLong(1 + Math.min(asked.toMillis() / 10, 2000)));
    }
}
