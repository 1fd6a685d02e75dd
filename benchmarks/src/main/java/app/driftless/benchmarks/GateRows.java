package app.driftless.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The table of what is promised: wanted, reached, and missed where it was.
final class GateRows {
    private final List<String> rows = new ArrayList<>(
            List.of("| gate | wanted | reached | Driftless | kubectl | pairs |", "|---|--:|--:|--:|--:|--:|"));

    void add(String row) {
        rows.add(row);
    }

    String table() {
        return String.join("\n", rows) + "\n";
    }

    void timed(String gate, double wanted, Samples ours, Samples theirs) {
        double reached = theirs.over(ours);
        rows.add(String.format(
                Locale.ROOT,
                "| %s | ≥ %.0f× | %s%.1f× | %.3f s | %.2f s | %d |",
                gate,
                wanted,
                reached >= wanted ? "" : "**missed** ",
                reached,
                ours.median(),
                theirs.median(),
                theirs.costs().size()));
    }

    /// What is not promised.
    void told(String what, Samples ours, Samples theirs) {
        rows.add(String.format(
                Locale.ROOT,
                "| %s | | %.1f× | %.3f s | %.2f s | %d |",
                what,
                theirs.over(ours),
                ours.median(),
                theirs.median(),
                theirs.costs().size()));
    }

    void processors(String what, Samples ours, Samples theirs) {
        rows.add(String.format(
                Locale.ROOT,
                "| %s | | | %.2f + %.2f s | %.2f + %.2f s | %d |",
                what,
                ours.cpu(),
                ours.serverCpu(),
                theirs.cpu(),
                theirs.serverCpu(),
                theirs.costs().size()));
    }

    void counted(String gate, long wanted, long reached) {
        rows.add("| %s | %d | %s%d | | | |".formatted(gate, wanted, reached == wanted ? "" : "**missed** ", reached));
    }
}
