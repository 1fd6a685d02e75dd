package app.driftless.core.internal.git;

import java.time.Duration;

/// How long a server may take.
///
/// @param silence for the next byte while we wait for one
/// @param whole for everything, so that a server that drips does not hold us for ever
/// @param login for a credential helper, which may show a window to the person
record Limits(Duration silence, Duration whole, Duration login) {
    static final Limits STANDARD = new Limits(Duration.ofSeconds(30), Duration.ofHours(2), Duration.ofMinutes(3));
}
