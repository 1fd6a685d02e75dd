package app.driftless.core.sync;

import java.time.Duration;

/// How long a sync waits for what.
///
/// @param lease after which a writer that died no longer blocks others
/// @param established how long a new CRD may take to be served, a namespace to be active
/// @param healthy how long an object that others wait for may take to be healthy
/// @param external how long of it is spent on what somebody outside the cluster must do (an address)
/// @param giveUp how long a server that is away or too busy is tried again
/// @param parallel how many objects are written at once, where the server takes as many; those that wait for it when
///     a sync is cancelled are still sent, so that this is kept to what goes out within a moment
/// @param planAge how old a plan may be when it is carried out
public record SyncTiming(
        Duration lease,
        Duration established,
        Duration healthy,
        Duration external,
        Duration giveUp,
        int parallel,
        Duration planAge) {
    public static SyncTiming usual() {
        return new SyncTiming(
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                32,
                Duration.ofMinutes(10));
    }
}
