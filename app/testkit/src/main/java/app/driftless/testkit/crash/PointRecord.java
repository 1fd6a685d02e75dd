package app.driftless.testkit.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Counts at which system calls an operation was killed. As with [KillRecord], a record exists only of runs without a
/// finding.
public final class PointRecord {
    private final String operation;
    private final Map<String, Integer> points = new LinkedHashMap<>();

    public PointRecord(String operation) {
        this.operation = operation;
    }

    /// Whether the property `driftless.points` asks for every point of some calls.
    public static boolean wanted() {
        return System.getProperty("driftless.points") != null;
    }

    /// The calls that it names, such as `rename,fsync`; each of [SystemCallKill#CALLS] for `all`.
    public static List<String> calls() {
        String named = System.getProperty("driftless.points", "");
        return named.equals("all") ? SystemCallKill.CALLS : List.of(named.split(","));
    }

    public void killed(String call) {
        points.merge(call, 1, Integer::sum);
    }

    public int kills() {
        return points.values().stream().mapToInt(Integer::intValue).sum();
    }

    public void write() throws IOException {
        String folder = System.getProperty("driftless.kills.record");
        if (folder == null || !wanted()) {
            return;
        }
        var text = new StringBuilder("### Points of %s%n%n%d kills, one at each of these calls. Measured on %s.%n%n"
                .formatted(operation, kills(), LocalDate.now(ZoneOffset.UTC)));
        text.append("| system call | kills |%n|---|---:|%n".formatted());
        points.forEach((call, count) -> text.append("| %s | %d |%n".formatted(call, count)));
        Path file = Path.of(folder).resolve("points-" + operation.toLowerCase(Locale.ROOT) + ".md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
