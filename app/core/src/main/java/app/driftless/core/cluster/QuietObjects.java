package app.driftless.core.cluster;

import app.driftless.core.diff.IgnoreRules;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.manifest.Resource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Objects that an apply would leave alone: as long as nothing changed that this rests on, the server need not
/// be asked again, and comparing again would find the same (R19). Thread-safe; one entry for each object.
final class QuietObjects {
    private record Answer(String resourceVersion, Map<String, Object> desired, Object conditions) {}

    /// All that a comparison rests on, besides the object's uid; compared by equality.
    ///
    /// @param desired as it is written, in its place
    /// @param conditions what the server's answer rests on besides (admission, the CRD)
    record Basis(
            String resourceVersion,
            Resource desired,
            Optional<Map<String, Object>> baseline,
            Set<String> migrate,
            IgnoreRules ignored,
            Object conditions) {}

    private record Found(Basis basis, ResourceDiff result) {}

    private static final int MOST = 50_000;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, Found> results = new ConcurrentHashMap<>();

    /// @param conditions what the answer rests on besides (admission, the CRD); compared by equality
    void remember(LiveObject live, Map<String, Object> desired, Object conditions) {
        put(answers, live, new Answer(live.resourceVersion(), desired, conditions));
    }

    boolean knows(LiveObject live, Map<String, Object> desired, Object conditions) {
        return new Answer(live.resourceVersion(), desired, conditions).equals(answers.get(live.uid()));
    }

    void remember(LiveObject live, Basis basis, ResourceDiff result) {
        put(results, live, new Found(basis, result));
    }

    Optional<ResourceDiff> find(LiveObject live, Basis basis) {
        return Optional.ofNullable(results.get(live.uid()))
                .filter(found -> found.basis().equals(basis))
                .map(Found::result);
    }

    private static <T> void put(Map<String, T> map, LiveObject live, T value) {
        if (map.size() >= MOST) {
            // Most are of objects long gone; what is asked once more is known again.
            map.clear();
        }
        map.put(live.uid(), value);
    }
}
