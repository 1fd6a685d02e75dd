package app.driftless.core.internal.sync;

import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.diff.IgnoreRules;
import app.driftless.core.manifest.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which fields of an object that exists are sent.
///
/// @param ignored the rules about the object
/// @param left field paths that stay with their managers in this sync
/// @param only field paths to change; empty for all
record SentFields(IgnoreRules ignored, Set<String> left, Set<String> only) {
    static final SentFields ALL = new SentFields(IgnoreRules.NONE, Set.of(), Set.of());

    boolean all() {
        return ignored.isEmpty() && left.isEmpty() && only.isEmpty();
    }

    /// @param live as the request finds it, with managedFields
    Resource of(Resource desired, LiveObject live) {
        Map<String, Object> body = ignored.sent(desired.body(), live.body());
        if (!left.isEmpty()) {
            var rule = new IgnoreRule(1, 0, IgnoreRule.Objects.ALL, List.copyOf(left), List.of(), Optional.empty());
            body = new IgnoreRules(List.of(rule)).sent(body, live.body());
        }
        if (!only.isEmpty()) {
            body = IgnoreRules.sentOnly(only, body, live.body());
        }
        return body == desired.body() ? desired : new Resource(desired.type(), desired.key(), body, desired.origin());
    }
}
