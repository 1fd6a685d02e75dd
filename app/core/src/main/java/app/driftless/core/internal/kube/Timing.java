package app.driftless.core.internal.kube;

import java.time.Duration;

/// How long a server may take for what.
///
/// @param call a whole call, from sending it to the last byte of its answer
/// @param quiet how long the connection of the watches may say nothing before it is asked for a sign of life
/// @param sign how long that sign may take
/// @param silence how long one watch may say nothing before its collection is listed again
record Timing(Duration call, Duration quiet, Duration sign, Duration silence) {
    static Timing usual() {
        return new Timing(
                Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(60));
    }

    Timing withCall(Duration length) {
        return new Timing(length, quiet, sign, silence);
    }
}
