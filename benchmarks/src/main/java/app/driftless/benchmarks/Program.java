package app.driftless.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program that is run to its end, from its start to its exit.
///
/// @param environment what is added to the environment of this process
/// @param fine exit codes that mean it did its work
record Program(List<String> command, Map<String, String> environment, List<Integer> fine) {
    private static final double TICKS = 100;
    private static final long MINUTES = 5;

    static Program of(String... command) {
        return new Program(List.of(command), Map.of(), List.of(0));
    }

    Program with(String... more) {
        var longer = new ArrayList<>(command);
        longer.addAll(List.of(more));
        return new Program(List.copyOf(longer), environment, fine);
    }

    Program where(Map<String, String> variables) {
        return new Program(command, variables, fine);
    }

    /// Findings or differences are an answer too.
    Program mayFind() {
        return new Program(command, environment, List.of(0, 1));
    }

    /// How a run ended.
    record Ended(int status, String output, Cost cost) {}

    Cost cost() {
        return run().cost();
    }

    String output() {
        return run().output().strip();
    }

    /// @throws IllegalStateException with what it said, if it failed or did not end in time
    Ended run() {
        try {
            Path output = Files.createTempFile("driftless-benchmark", ".out");
            Path errors = Files.createTempFile("driftless-benchmark", ".err");
            try {
                return run(output, errors);
            } finally {
                Files.deleteIfExists(output);
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ended run(Path output, Path errors) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        double cpu = childrensCpuSeconds();
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("No end after " + MINUTES + " minutes: " + command);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted: " + command, e);
        }
        var cost = new Cost((System.nanoTime() - start) / 1e9, childrensCpuSeconds() - cpu);
        if (!fine.contains(process.exitValue())) {
            throw new IllegalStateException(command + " ended with " + process.exitValue() + ": "
                    + shortened(Files.readString(errors)) + shortened(Files.readString(output)));
        }
        return new Ended(process.exitValue(), Files.readString(output), cost);
    }

    private static String shortened(String text) {
        return text.length() > 2000 ? text.substring(0, 2000) + "…" : text;
    }

    /// What children used that have ended, and theirs: fields 16 and 17 of proc(5)'s stat. The control planes are
    /// children too, but they end after the measurements.
    private static double childrensCpuSeconds() throws IOException {
        Path stat = Path.of("/proc/self/stat");
        if (!Files.isReadable(stat)) {
            return Double.NaN;
        }
        String text = Files.readString(stat);
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS;
    }
}
