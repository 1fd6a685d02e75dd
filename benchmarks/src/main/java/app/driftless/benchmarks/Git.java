package app.driftless.benchmarks;

import java.nio.file.Path;

/// The `git` program.
final class Git {
    private Git() {}

    static Program in(Path folder, String... arguments) {
        return Program.of("git", "-C", folder.toString()).with(arguments);
    }

    static void init(Path folder) {
        in(folder, "init", "-q", "-b", "main").run();
        in(folder, "config", "user.name", "Benchmark").run();
        in(folder, "config", "user.email", "benchmark@example.org").run();
    }

    static void commit(Path folder, String message) {
        in(folder, "add", "-A").run();
        in(folder, "commit", "-q", "-m", message).run();
    }
}
