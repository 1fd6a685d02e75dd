package app.driftless.core.internal.sync;

import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.EngineException;
import app.driftless.core.sync.LiveRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compares the rows again whose objects a watch reported. For one use, by one thread.
final class RowComparison {
    /// So many are not one person's change, and the work would be in the way of the server's own answers.
    private static final int MOST_FORESEEN = 16;

    private final ShownState shown;
    private final LiveBoard.Parts parts;
    private final RowEdits edits;
    private final Map<ResourceKey, Optional<LiveObject>> reported;
    private final Map<ResourceKey, LiveRow> before = new HashMap<>();

    RowComparison(
            ShownState shown, LiveBoard.Parts parts, RowEdits edits, Map<ResourceKey, Optional<LiveObject>> reported) {
        this.shown = shown;
        this.parts = parts;
        this.edits = edits;
        this.reported = reported;
    }

    /// Lets rows that did not differ differ at once where that can be told without asking. That something does not
    /// differ any more is for the server to say.
    ///
    /// @return whether any row changed
    boolean foresee() {
        if (reported.size() > MOST_FORESEEN) {
            return false;
        }
        for (ResourceDiff diff : shown.foresee(reported, parts.differ())) {
            edits.find(diff.key()).filter(row -> row.action().keepsContent()).ifPresent(row -> {
                before.put(row.key(), row);
                edits.set(new LiveRow(diff, row.health(), row.asOf()));
            });
        }
        return !before.isEmpty();
    }

    /// Asks the server.
    ///
    /// @return whether something differs now that did not before
    /// @throws EngineException if it can't be asked; the rows are as they were then
    boolean ask(CancelToken cancel) {
        List<ResourceDiff> diffs;
        try {
            diffs = shown.compare(reported, parts.differ(), cancel);
        } catch (EngineException e) {
            before.values().forEach(edits::set);
            throw e;
        }
        boolean differs = false;
        Instant at = parts.clock().instant();
        for (ResourceDiff diff : diffs) {
            Optional<LiveRow> last = Optional.ofNullable(before.get(diff.key())).or(() -> edits.find(diff.key()));
            differs |= !diff.action().keepsContent()
                    && last.filter(row -> row.action().keepsContent()).isPresent();
            edits.set(new LiveRow(diff, HealthOf.live(diff.live(), at), at));
        }
        return differs;
    }
}
