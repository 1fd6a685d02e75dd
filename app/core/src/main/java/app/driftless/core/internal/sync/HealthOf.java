package app.driftless.core.internal.sync;

import app.driftless.core.health.Health;
import app.driftless.core.health.HealthJudge;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The health of an object that may not be there.
final class HealthOf {
    private HealthOf() {}

    static Optional<Health> live(Optional<Map<String, Object>> live, Instant now) {
        return live.filter(body -> !body.isEmpty())
                .map(body -> HealthJudge.judge(body, HealthJudge.Surroundings.at(now)));
    }
}
