package app.driftless.core.cluster;

import app.driftless.core.diff.IgnoreRules;
import app.driftless.core.manifest.ApplySetLabel;
import app.driftless.core.manifest.Resource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Objects as a sync writes them and comparisons as its plans make them, for tests that go past the sync.
final class AsSynced {
    private static final String SET = "applyset-of-tests-v1";

    private AsSynced() {}

    static Resource labelled(Resource resource) {
        return ApplySetLabel.on(resource, SET);
    }

    static LiveDiff.Request request(List<Resource> desired) {
        return request(desired, List.of(), List.of(), Set.of(), IgnoreRules.NONE);
    }

    static LiveDiff.Request request(
            List<Resource> desired,
            List<Resource> baseline,
            List<LiveObject> known,
            Set<String> migrate,
            IgnoreRules ignored) {
        return new LiveDiff.Request(desired, baseline, known, migrate, ignored, Optional.of(SET));
    }
}
