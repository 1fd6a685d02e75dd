package app.driftless.desktop.i18n;

import app.driftless.core.health.Health;
import java.util.Locale;
import java.util.Optional;

/// How an object is doing, in words: what its own status says, and the object to look at where that is another one.
public final class HealthText {
    private HealthText() {}

    /// One word.
    public static String status(Health health, Words words) {
        return words.text("health." + health.status().name().toLowerCase(Locale.ROOT));
    }

    /// Why it is not well, in one line; empty while nothing has to be said.
    public static Optional<String> why(Health health, Words words) {
        boolean fine = health.status() == Health.Status.HEALTHY || health.status() == Health.Status.NO_SIGNAL;
        Optional<String> own = health.reason().filter(_ -> !fine).map(words::text);
        Optional<String> cause =
                health.cause().map(c -> words.text("health.cause", c.object().toString(), words.text(c.reason())));
        if (own.isPresent() && cause.isPresent()) {
            return Optional.of(words.text("health.both", own.get(), cause.get()));
        }
        return own.or(() -> cause);
    }
}
