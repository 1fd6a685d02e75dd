package app.driftless.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// A fixed piece of work on all cores before and after a block: it tells whether the machine was ours.
final class Sentinel {
    private static final long STEPS = 150_000_000;
    private static final double MOST = 1.15;

    private final double quiet;
    private double before;
    private String loadBefore = "";

    /// Takes the fastest of five as what a quiet machine needs.
    Sentinel() {
        quiet = IntStream.range(0, 5).mapToDouble(_ -> spin()).min().orElseThrow();
    }

    void begin() {
        loadBefore = load();
        before = spin();
    }

    /// What to say about the block that ends here.
    String end() {
        double after = spin();
        double worst = Math.max(before, after) / quiet;
        return String.format(
                Locale.ROOT,
                "Sentinel %.2f → %.2f of a quiet machine's time; load average %s → %s.%s",
                before / quiet,
                after / quiet,
                loadBefore,
                load(),
                worst > MOST ? " **The machine was busy: trust the ratios more than the seconds.**" : "");
    }

    private static double spin() {
        long start = System.nanoTime();
        long sum = IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .parallel()
                .mapToLong(core -> LongStream.range(0, STEPS).reduce(core, (a, b) -> a * 31 + (b ^ a >>> 7)))
                .sum();
        // Using the sum keeps the compiler from leaving the work out.
        return (System.nanoTime() - start + (sum & 1)) / 1e9;
    }

    private static String load() {
        Path file = Path.of("/proc/loadavg");
        try {
            return Files.isReadable(file) ? Files.readString(file).split(" ")[0] : "unknown";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
