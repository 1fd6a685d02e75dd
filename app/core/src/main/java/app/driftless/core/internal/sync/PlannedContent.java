package app.driftless.core.internal.sync;

import app.driftless.core.diff.LiveFacts;
import java.util.Map;

/// Compares objects as the server holds them, without what moves by itself. Pure.
final class PlannedContent {
    private PlannedContent() {}

    static boolean same(Map<String, Object> one, Map<String, Object> other) {
        return LiveFacts.of(one).isStill(other);
    }

    /// See [LiveFacts#fingerprint()].
    static int fingerprint(Map<String, Object> body) {
        return LiveFacts.of(body).fingerprint();
    }
}
