package app.driftless.testkit.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Counts the kills of one operation: where they landed, and what was found at the next start.
///
/// The test itself fails at the first loss, so a record exists only of runs without one. With the property
/// `driftless.kills.record` it is written into that folder, as a part of `docs/reliability.md`.
public final class KillRecord {
    private final String operation;
    private final long seed;
    private final Map<String, Integer> landed = new TreeMap<>();
    private final Map<String, Long> found = new TreeMap<>();
    private int kills;
    private int outside;

    /// @param operation a heading, such as `Save`
    public KillRecord(String operation, long seed) {
        this.operation = operation;
        this.seed = seed;
    }

    /// How many kills the property `driftless.kills` asks for.
    public static int wanted(int otherwise) {
        return Integer.getInteger("driftless.kills", otherwise);
    }

    /// The property `driftless.seed`, or a new one.
    public static long seed() {
        return Long.getLong("driftless.seed", System.nanoTime());
    }

    /// A kill in the middle of the operation.
    ///
    /// @param step where it landed, judged by what it left; begins with a number that gives the order
    public void landed(String step) {
        kills++;
        landed.merge(step, 1, Integer::sum);
    }

    /// A kill that came before or after the operation, and does not count.
    public void outside() {
        outside++;
        if (outside > 20 + 4 * kills + 4 * wanted(0)) {
            throw new AssertionError(outside + " kills missed the operation, " + this);
        }
    }

    public void found(String what, long count) {
        found.merge(what, count, Long::sum);
    }

    /// Keeps the largest.
    public void longest(String what, long value) {
        found.merge(what, value, Math::max);
    }

    public int kills() {
        return kills;
    }

    /// For messages: which kill this is, and how to repeat the run.
    @Override
    public String toString() {
        return operation + ", kill " + (kills + outside) + ", -Ddriftless.seed=" + seed;
    }

    /// Brings the record up to date; after each kill, so that a run that is stopped has one as well.
    public void write() throws IOException {
        var text = new StringBuilder("### %s%n%n%d kills in the middle".formatted(operation, kills))
                .append(
                        outside == 0
                                ? ""
                                : "; %d more landed just before or after it and were checked as well"
                                        .formatted(outside))
                .append(".%n%n| the kill landed | kills |%n|---|---:|%n".formatted());
        landed.forEach((step, count) -> text.append("| %s | %d |%n".formatted(step.replaceFirst("^\\d+ ", ""), count)));
        text.append("%n| found at the next start | |%n|---|---:|%n".formatted());
        found.forEach((what, count) -> text.append("| %s | %d |%n".formatted(what, count)));
        text.append("%nMeasured on %s: %s, %d processors, Java %s.%n"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        System.getProperty("os.name"),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version().feature()));
        String folder = System.getProperty("driftless.kills.record");
        if (folder != null) {
            Path file =
                    Path.of(folder).resolve(operation.toLowerCase(Locale.ROOT).replace(' ', '-') + ".md");
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
    }
}
