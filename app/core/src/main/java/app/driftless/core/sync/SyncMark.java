package app.driftless.core.sync;

import java.time.Instant;
import java.util.Optional;

/// The lock and high-water mark that an inventory carries in the cluster (R25 of the engine reference).
///
/// @param commit the newest commit that a sync began to write; nothing older is written unless a person approves it
/// @param synced the newest commit that was written completely: the baseline of comparisons
/// @param undone the commit whose sync a person undid here: it is not applied again unasked
/// @param holder who writes now; empty if nobody does
/// @param expiry until when the holder may write without renewing
public record SyncMark(
        String repository,
        String branch,
        String commit,
        Optional<String> synced,
        Optional<String> undone,
        Optional<String> holder,
        Optional<Instant> expiry) {
    /// Whether a sync of this commit began to write, and none has noted yet that everything of it is there.
    public boolean unfinished(String commit) {
        return this.commit.equals(commit) && synced.filter(commit::equals).isEmpty();
    }
}
