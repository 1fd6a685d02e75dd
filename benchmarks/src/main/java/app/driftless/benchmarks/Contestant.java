package app.driftless.benchmarks;

import java.util.function.Supplier;

/// One row of a comparison.
///
/// @param ours whether it is Driftless
/// @param warmUps runs before the first that counts
/// @param prepare done before each run, outside the clock
record Contestant(String name, boolean ours, int warmUps, Runnable prepare, Supplier<Cost> trial) {
    /// Enough for the compiler of the virtual machine to have seen the work.
    private static final int WARM = 4;

    /// A peer: always a whole process, cold but for the page cache.
    static Contestant peer(String name, Program program) {
        return new Contestant(name, false, 1, () -> {}, program::cost);
    }

    /// Driftless as a whole process.
    static Contestant process(String name, Program program) {
        return new Contestant(name, true, 1, () -> {}, program::cost);
    }

    /// Driftless as a call within a warmed-up application.
    static Contestant resident(String name, Runnable work) {
        return new Contestant(name, true, WARM, () -> {}, () -> Cost.of(work));
    }

    Contestant after(Runnable step) {
        return new Contestant(name, ours, warmUps, step, trial);
    }

    /// With the servers' processor time.
    Contestant withServers() {
        return new Contestant(name, ours, warmUps, prepare, () -> Cost.withServers(trial));
    }

    /// Without runs that do not count: for what takes long.
    Contestant unwarmed() {
        return warmed(0);
    }

    /// For what is warm already, or takes long.
    Contestant warmed(int runs) {
        return new Contestant(name, ours, runs, prepare, trial);
    }

    Cost once() {
        prepare.run();
        return trial.get();
    }
}
