package app.driftless.testkit.crash;

import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// Moments that are spread evenly over a step, whose length is learned from where the kills landed. For one thread.
public final class Moments {
    private static final double SHORTER = 0.9;
    private static final double LONGER = 1.03;
    private final Random random;
    private double length;

    /// @param nanos how long the step may take; a first guess
    public Moments(Random random, long nanos) {
        this.random = random;
        this.length = nanos;
    }

    /// Waits from the first line of a step until a random moment in it.
    public void await() {
        long end = System.nanoTime() + (long) (random.nextDouble() * length);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            if (left > 200_000) {
                LockSupport.parkNanos(left - 100_000);
            }
        }
    }

    /// The last moment was in the step; a later one may be as well.
    public void hit() {
        length *= LONGER;
    }

    /// The last moment was after its end.
    public void late() {
        length *= SHORTER;
    }
}
