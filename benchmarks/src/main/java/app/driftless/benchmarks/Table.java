package app.driftless.benchmarks;

import java.util.List;
import java.util.Locale;

/// A comparison as a table of Markdown: a column for each of our rows says how many times its time a peer takes.
final class Table {
    private final StringBuilder text = new StringBuilder();
    private final List<Samples> rows;

    private Table(List<Samples> rows) {
        this.rows = rows;
    }

    static String of(String title, List<Samples> rows) {
        return new Table(rows).written(title);
    }

    private String written(String title) {
        List<Samples> ours = rows.stream().filter(Samples::ours).toList();
        boolean peers = ours.size() < rows.size();
        text.append("| ").append(title).append(" | runs | minimum | median | CPU |");
        for (int i = 0; peers && i < ours.size(); i++) {
            text.append(" ÷ ").append((char) ('A' + i)).append(" |");
        }
        text.append("\n|---|--:|--:|--:|--:|").append("--:|".repeat(peers ? ours.size() : 0));
        for (Samples row : rows) {
            text.append("\n| ").append(label(row, ours, peers));
            text.append(" | ").append(row.costs().size());
            text.append(" | ").append(seconds(row.minimum()));
            text.append(" | ").append(seconds(row.median()));
            text.append(" | ").append(seconds(row.cpu())).append(" |");
            for (int i = 0; peers && i < ours.size(); i++) {
                text.append(' ')
                        .append(row.ours() ? "" : ratio(row.over(ours.get(i))))
                        .append(" |");
            }
        }
        return text.append("\n").toString();
    }

    private static String label(Samples row, List<Samples> ours, boolean peers) {
        if (!row.ours()) {
            return row.name();
        }
        return peers ? "**" + (char) ('A' + ours.indexOf(row)) + "** " + row.name() : row.name();
    }

    private static String seconds(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return String.format(Locale.ROOT, value < 0.1 ? "%.3f s" : "%.2f s", value);
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }
}
