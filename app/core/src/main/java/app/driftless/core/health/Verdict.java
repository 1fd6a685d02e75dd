package app.driftless.core.health;

import app.driftless.core.problem.Message;
import java.util.Optional;

/// Short ways to say a health; the keys are those of the bundle `health`.
final class Verdict {
    static final Health HEALTHY = new Health(Health.Status.HEALTHY, Optional.empty());
    static final Health NO_SIGNAL = new Health(Health.Status.NO_SIGNAL, Optional.empty());

    private Verdict() {}

    static Health progressing(String key, Object... args) {
        return of(Health.Status.PROGRESSING, key, args);
    }

    static Health degraded(String key, Object... args) {
        return of(Health.Status.DEGRADED, key, args);
    }

    static Health of(Health.Status status, String key, Object... args) {
        return new Health(status, Optional.of(Message.of("health", key, args)));
    }
}
