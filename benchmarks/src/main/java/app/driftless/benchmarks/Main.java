package app.driftless.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Measures every block and writes it into `docs/benchmarks.md`: `Main [--rounds N] [--sizes N,N] [--only
/// BLOCK,BLOCK]`. Started by `benchmarks/run`, in the project's folder. Ends with 1 if a block could not be measured;
/// its old figures stay.
public final class Main {
    private static final int ROUNDS = 7;
    private static final List<Block> BLOCKS = List.of(
            new WindowBlock(),
            new OpenBlock(),
            new ValidateBlock(),
            new DiffBlock(),
            new ApplyBlock(),
            new GateBlock());

    private Main() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = ROUNDS;
        List<Integer> sizes = List.of(1_000, 10_000, 50_000);
        List<String> only = BLOCKS.stream().map(Block::name).toList();
        for (int i = 0; i + 1 < args.length; i += 2) {
            switch (args[i]) {
                case "--rounds" -> rounds = Integer.parseInt(args[i + 1]);
                case "--sizes" ->
                    sizes = Stream.of(args[i + 1].split(","))
                            .map(Integer::valueOf)
                            .toList();
                case "--only" -> only = List.of(args[i + 1].split(","));
                default -> throw new IllegalArgumentException("Unknown option " + args[i]);
            }
        }
        Path root = Path.of("").toAbsolutePath();
        var setting = new Setting(
                root,
                // Of this run alone, for two at once would be in each other's way.
                root.resolve("target/benchmarks/work-" + ProcessHandle.current().pid()),
                Path.of(System.getProperty("driftless.benchmarks.peers")),
                Path.of(System.getProperty("driftless.benchmarks.sandbox")),
                rounds,
                sizes);
        boolean whole;
        try {
            whole = run(setting, Set.copyOf(only), new Figures(root.resolve("docs/benchmarks.md")));
        } finally {
            Folders.delete(setting.work());
        }
        System.exit(whole ? 0 : 1);
    }

    private static boolean run(Setting setting, Set<String> only, Figures figures)
            throws IOException, InterruptedException {
        Files.createDirectories(setting.work());
        long start = System.nanoTime();
        var sentinel = new Sentinel();
        boolean whole = true;
        for (Block block : BLOCKS) {
            if (only.contains(block.name())) {
                say("Measuring " + block.name());
                sentinel.begin();
                try {
                    String measured = block.figures(setting);
                    figures.write(block.name(), measured + "\n" + sentinel.end());
                    say(measured);
                } catch (RuntimeException e) {
                    // The other blocks are still worth their time.
                    say(block.name() + " could not be measured: " + e);
                    whole = false;
                }
            }
        }
        figures.write("machine", Machine.described(setting, (System.nanoTime() - start) / 60e9));
        return whole;
    }

    private static void say(String text) {
        System.err.println(text);
    }
}
