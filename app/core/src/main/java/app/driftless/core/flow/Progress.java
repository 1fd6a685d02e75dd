package app.driftless.core.flow;

import app.driftless.core.problem.Message;

/// Where a long work reports how far it is. Thread-safe; calls are cheap and may be frequent.
public interface Progress {
    /// Starts the next phase of the work.
    ///
    /// @param total the phase's size in its own units, or 0 where nobody knows
    void begin(Message phase, long total);

    /// Reports `units` more done in the current phase.
    void advance(long units);

    static Progress none() {
        return new Progress() {
            @Override
            public void begin(Message phase, long total) {}

            @Override
            public void advance(long units) {}
        };
    }
}
