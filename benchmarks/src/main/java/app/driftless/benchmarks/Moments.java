package app.driftless.benchmarks;

import java.util.function.BooleanSupplier;

/// Waiting for what happens by itself.
final class Moments {
    private static final long PATIENCE = 120_000_000_000L;
    private static final long A_MOMENT = 20;

    private Moments() {}

    /// @throws IllegalStateException if it does not happen
    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("Not within two minutes: " + what);
            }
            rest(A_MOMENT);
        }
    }

    static void rest(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
