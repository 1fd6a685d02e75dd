package app.driftless.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// From the start of the process to the first frame, and to the tree of a repository.
final class WindowBlock implements Block {
    static final String WINDOW = "window";
    static final String ROWS = "rows";
    static final String COMPLETE = "complete";
    private static final String LOG = "window.log";
    private static final int ROUNDS = 3;
    private static final long MINUTES = 3;
    private static final List<String> OPTIONS = List.of(
            "--enable-native-access=javafx.graphics",
            "--add-modules",
            "ALL-MODULE-PATH",
            "--add-exports",
            "app.driftless.desktop/app.driftless.desktop=ALL-UNNAMED");

    @Override
    public String name() {
        return "window";
    }

    @Override
    public String figures(Setting setting) throws IOException, InterruptedException {
        if (System.getenv("DISPLAY") == null) {
            throw new IllegalStateException("there is no screen");
        }
        var text = new StringBuilder(Table.of(
                "window ready",
                Samples.interleaved(
                        setting.rounds(),
                        List.of(
                                contestant("an empty JavaFX window", setting, false, "--empty"),
                                contestant("Driftless, welcome page", setting, true)))));
        for (int size : setting.sizes()) {
            Dataset data = Dataset.of(setting, size, false);
            text.append('\n')
                    .append(Table.of(
                            String.format("start with a repository of %,d manifests", size), tree(setting, data)));
            Folders.delete(data.folder());
        }
        return text.toString();
    }

    private static Contestant contestant(String name, Setting setting, boolean ours, String... arguments) {
        return new Contestant(name, ours, 1, () -> {}, () -> Optional.ofNullable(
                        run(setting, arguments).get(WINDOW))
                .orElseThrow(() -> new IllegalStateException("The window did not appear")));
    }

    /// The same runs, by how far the window got.
    private static List<Samples> tree(Setting setting, Dataset data) throws IOException {
        var rows = new ArrayList<Cost>();
        var complete = new ArrayList<Cost>();
        for (int round = 0; round < ROUNDS; round++) {
            Folders.delete(setting.homeFolder());
            var reached = run(
                    setting,
                    data.folder().toString(),
                    Integer.toString(data.written().objects()));
            Cost all = reached.get(COMPLETE);
            if (all == null) {
                throw new IllegalStateException("The tree did not become complete; see "
                        + Files.readString(setting.work().resolve(LOG)));
            }
            System.err.printf(
                    "  %.3f s  %,d objects in the tree%n",
                    all.seconds(), data.written().objects());
            rows.add(reached.getOrDefault(ROWS, all));
            complete.add(all);
        }
        return List.of(
                new Samples("first rows of the tree", true, rows),
                new Samples("every object in the tree", true, complete));
    }

    /// What each milestone took from the start of the process.
    private static Map<String, Cost> run(Setting setting, String... arguments) {
        Path log = setting.work().resolve(LOG);
        var builder = new ProcessBuilder(
                        setting.own(WindowProbe.class, OPTIONS, arguments).command())
                .redirectError(log.toFile());
        builder.environment().putAll(setting.home());
        Map<String, Cost> costs = new LinkedHashMap<>();
        try {
            long start = System.nanoTime();
            Process process = builder.start();
            try (var output = process.inputReader()) {
                process.onExit()
                        .completeOnTimeout(process, MINUTES, TimeUnit.MINUTES)
                        .thenAccept(Process::destroy);
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    double seconds = (System.nanoTime() - start) / 1e9;
                    double cpu = process.info()
                            .totalCpuDuration()
                            .map(Duration::toMillis)
                            .map(millis -> millis / 1e3)
                            .orElse(Double.NaN);
                    costs.put(line, new Cost(seconds, cpu));
                }
            }
            process.waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("The window could not be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
        return costs;
    }
}
