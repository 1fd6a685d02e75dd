package app.driftless.desktop.resources;

import app.driftless.core.problem.Problem;
import java.time.Instant;

/// A cluster of an environment.
///
/// @param resources how many resources it has been compared with
public record ClusterEntry(String name, Link link, EntryState state, int resources) {
    /// How it is connected.
    public sealed interface Link {
        record Unbound() implements Link {}

        record Connecting() implements Link {}

        record Live(Instant asOf) implements Link {}

        record Syncing(int done, int total) implements Link {}

        record Offline(Instant since) implements Link {}

        record Refused(Problem problem) implements Link {}
    }

    boolean isLive() {
        return link instanceof Link.Live || link instanceof Link.Syncing;
    }
}
