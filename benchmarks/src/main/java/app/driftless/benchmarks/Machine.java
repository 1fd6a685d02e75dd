package app.driftless.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What the figures were taken with.
final class Machine {
    private Machine() {}

    static String described(Setting setting, double minutes) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("| | |");
        lines.add("|---|---|");
        row(lines, "date", LocalDate.now(ZoneOffset.UTC) + String.format(Locale.ROOT, ", %.0f minutes", minutes));
        row(lines, "source", source(setting.root()));
        row(
                lines,
                "machine",
                Runtime.getRuntime().availableProcessors() + " cores of " + value("/proc/cpuinfo", "model name")
                        + ", memory " + memory());
        row(lines, "system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        row(lines, "Java", System.getProperty("java.vm.name") + " " + Runtime.version());
        row(lines, "JavaFX", javafx(setting));
        row(
                lines,
                "kubectl",
                setting.kubectl(Path.of("/dev/null"))
                        .with("version", "--client")
                        .output()
                        .lines()
                        .findFirst()
                        .orElse(""));
        row(lines, "git", Program.of("git", "--version").output());
        setting.kubeconform()
                .ifPresent(p -> row(lines, "kubeconform", p.with("-v").output()));
        setting.jsYaml()
                .ifPresent(_ -> row(
                        lines,
                        "js-yaml",
                        "4.1.0 on Node.js " + Program.of("node", "--version").output()));
        return String.join("\n", lines);
    }

    private static void row(List<String> lines, String name, String value) {
        lines.add("| " + name + " | " + value + " |");
    }

    private static String source(Path root) {
        String commit = Git.in(root, "rev-parse", "--short=10", "HEAD").output();
        boolean clean = Git.in(root, "status", "--porcelain", "-uno", "--", "app", "src", "pom.xml")
                .output()
                .isEmpty();
        return "commit " + commit + (clean ? "" : " with changes");
    }

    private static String javafx(Setting setting) throws IOException {
        try (Stream<Path> jars = Files.list(setting.root().resolve("target/dist/mods"))) {
            return jars.map(jar -> jar.getFileName().toString())
                    .filter(name -> name.startsWith("javafx-graphics-"))
                    .findFirst()
                    .map(name -> name.replaceAll("javafx-graphics-([0-9.]*[0-9]).*", "$1"))
                    .orElse("unknown");
        }
    }

    private static String memory() throws IOException {
        String total = value("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "");
        return total.isEmpty() ? "unknown" : String.format(Locale.ROOT, "%.0f GiB", Long.parseLong(total) / 1048576.0);
    }

    private static String value(String file, String key) throws IOException {
        Path path = Path.of(file);
        if (!Files.isReadable(path)) {
            return "unknown";
        }
        try (Stream<String> lines = Files.lines(path)) {
            return lines.filter(line -> line.startsWith(key))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown");
        }
    }
}
