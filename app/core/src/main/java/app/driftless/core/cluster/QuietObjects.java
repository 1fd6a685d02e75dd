package app.driftless.core.cluster;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Objects that the server has said an apply would leave alone: as long as neither the object nor what is desired of
/// it nor mutating admission changed, it need not be asked again (R19). Thread-safe; one entry for each object.
final class QuietObjects {
    private record Answer(String resourceVersion, Map<String, Object> desired, Object conditions) {}

    private static final int MOST = 50_000;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /// @param conditions what the answer rests on besides (admission, the CRD); compared by equality
    void remember(LiveObject live, Map<String, Object> desired, Object conditions) {
        if (answers.size() >= MOST) {
            // Most are of objects long gone; what is asked once more is known again.
            answers.clear();
        }
        answers.put(live.uid(), new Answer(live.resourceVersion(), desired, conditions));
    }

    boolean knows(LiveObject live, Map<String, Object> desired, Object conditions) {
        return new Answer(live.resourceVersion(), desired, conditions).equals(answers.get(live.uid()));
    }
}
