package app.driftless.core.sync;

import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A finished sync: an entry of the ledger.
///
/// @param undoes the id of the sync that this one undid; empty for a sync of a commit
/// @param problem why it stopped early; empty when it went through
public record SyncReport(
        String id,
        String environment,
        String cluster,
        Commit commit,
        Instant startedAt,
        Instant endedAt,
        boolean cancelled,
        List<ObjectResult> results,
        Optional<Problem> problem,
        Optional<String> undoes) {
    public SyncReport {
        results = List.copyOf(results);
    }

    public long count(ObjectResult.Outcome outcome) {
        return results.stream().filter(r -> r.outcome() == outcome).count();
    }
}
