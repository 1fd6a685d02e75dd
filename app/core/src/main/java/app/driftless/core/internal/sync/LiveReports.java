package app.driftless.core.internal.sync;

import app.driftless.core.cluster.LiveObject;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.sync.LiveRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What watches reported and no row shows yet. A look at the whole reads first and shows its rows later: what was
/// reported meanwhile is kept, so that its rows do not go back to what was read before. Thread-safe.
final class LiveReports {
    private final Map<ResourceKey, Optional<LiveObject>> waiting = new HashMap<>();
    private final Map<ResourceKey, Optional<LiveObject>> sinceShown = new HashMap<>();

    /// @param object empty if it is gone
    synchronized void add(ResourceKey key, Optional<LiveObject> object) {
        waiting.put(key, object);
        sinceShown.put(key, object);
    }

    /// The newest of each object, to be shown now.
    synchronized Map<ResourceKey, Optional<LiveObject>> take() {
        Map<ResourceKey, Optional<LiveObject>> all = Map.copyOf(waiting);
        waiting.clear();
        return all;
    }

    /// These rows replaced all others; what was reported since the ones before and is newer waits again.
    ///
    /// @return whether anything does
    synchronized boolean shown(List<LiveRow> rows) {
        for (LiveRow row : rows) {
            Optional<LiveObject> object = sinceShown.get(row.key());
            if (object != null && overtakes(object, row)) {
                waiting.put(row.key(), object);
            }
        }
        sinceShown.clear();
        sinceShown.putAll(waiting);
        return !waiting.isEmpty();
    }

    /// One that is gone is asked for again, so that an old report of that does no harm.
    private static boolean overtakes(Optional<LiveObject> object, LiveRow row) {
        Optional<String> read = row.diff().resourceVersion();
        return object.map(reported -> read.isEmpty() || reported.mayFollow(read.get()))
                .orElse(read.isPresent());
    }
}
