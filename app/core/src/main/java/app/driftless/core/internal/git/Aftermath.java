package app.driftless.core.internal.git;

import app.driftless.core.flow.Signal;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.problem.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What an end without warning left behind, as far as it is known. Any thread.
final class Aftermath {
    /// What is told about; newer knowledge of the same takes the place of older.
    enum Topic {
        FILES,
        PULL,
        PUSH
    }

    private final Map<Topic, List<Problem>> known = new EnumMap<>(Topic.class);
    private final SignalSource<List<Problem>> told = new SignalSource<>(List.of());

    Signal<List<Problem>> problems() {
        return told;
    }

    synchronized void tell(Topic topic, List<Problem> problems) {
        known.put(topic, problems);
        var all = new ArrayList<Problem>();
        known.values().forEach(all::addAll);
        told.set(List.copyOf(all));
    }
}
