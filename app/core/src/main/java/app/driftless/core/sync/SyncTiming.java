package app.driftless.core.sync;

import java.time.Duration;

/// How long a sync waits for what.
///
/// @param lease after which a writer that died no longer blocks others
/// @param established how long a new CRD may take to be served
/// @param giveUp how long a server that is away or too busy is tried again
/// @param parallel how many objects of a wave are written at once
/// @param planAge how old a plan may be when it is carried out
public record SyncTiming(Duration lease, Duration established, Duration giveUp, int parallel, Duration planAge) {
    public static SyncTiming usual() {
        return new SyncTiming(
                Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(60), 8, Duration.ofMinutes(10));
    }
}
