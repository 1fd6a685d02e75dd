package app.driftless.core.internal.sync;

import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.sync.LiveRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Changes some of many rows at the cost of those. For one thread.
final class RowEdits {
    private final Map<ResourceKey, Integer> places = new HashMap<>();
    private final List<@Nullable LiveRow> rows = new ArrayList<>();
    private boolean removed;

    /// Begins with these rows; where they are was remembered if they have not come, gone or moved.
    void begin(List<LiveRow> now) {
        if (removed || now.size() != rows.size()) {
            places.clear();
        }
        rows.clear();
        rows.addAll(now);
        removed = false;
        if (places.isEmpty()) {
            for (int i = 0; i < now.size(); i++) {
                places.put(now.get(i).key(), i);
            }
        }
    }

    /// Forgets where rows are.
    void forget() {
        places.clear();
    }

    Optional<LiveRow> find(ResourceKey key) {
        return Optional.ofNullable(places.get(key)).map(rows::get);
    }

    /// In the place of the row of the same object; nothing where there is none.
    void set(LiveRow row) {
        Integer place = places.get(row.key());
        if (place != null) {
            rows.set(place, row);
        }
    }

    void remove(ResourceKey key) {
        Integer place = places.get(key);
        if (place != null) {
            rows.set(place, null);
            removed = true;
        }
    }

    /// Whether there are fewer than in the beginning.
    boolean removed() {
        return removed;
    }

    List<LiveRow> rows() {
        return rows.stream().filter(Objects::nonNull).toList();
    }
}
