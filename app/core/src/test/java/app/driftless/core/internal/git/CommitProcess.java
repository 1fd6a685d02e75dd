package app.driftless.core.internal.git;

import app.driftless.core.flow.Workers;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Saves, stages and commits without end in a process of its own, to be killed. It prints `saved N` and
/// `committed ID` only when that is done.
final class CommitProcess implements AutoCloseable {
    static final String FILE = "app.yaml";
    private final Process process;
    private final BufferedReader output;

    private CommitProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static CommitProcess start(Path workTree, Path state, int from) throws IOException {
        String path = String.join(
                File.pathSeparator,
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path", ""),
                Path.of("target/test-classes").toAbsolutePath().toString());
        return new CommitProcess(new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        path,
                        CommitProcess.class.getName(),
                        workTree.toString(),
                        state.toString(),
                        String.valueOf(from))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    public static void main(String[] arguments) {
        try (var workers = new Workers();
                var repository = new JgitRepositories(
                                Path.of(arguments[1]),
                                Path.of(System.getProperty("user.home")),
                                workers,
                                InstantSource.system())
                        .open(Path.of(arguments[0]))) {
            for (int i = Integer.parseInt(arguments[2]); ; i++) {
                repository.save(
                        FILE, text(i), Optional.of(repository.readText(FILE).contentHash()));
                System.out.println("saved " + i);
                repository.stage(List.of(FILE));
                System.out.println(
                        "committed " + repository.commit("Number " + i).id());
            }
        }
    }

    /// A text of many pages that shows where it is torn.
    static String text(int number) {
        return ("number: " + number + "\n").repeat(5000);
    }

    String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new AssertionError("the process ended by itself");
        }
        return line;
    }

    /// Like `kill -9`.
    ///
    /// @return what it had printed and nobody had read
    List<String> kill() throws InterruptedException {
        // The process itself would also close the stream, with what is still in it.
        process.toHandle().destroyForcibly();
        process.waitFor(20, TimeUnit.SECONDS);
        return output.lines().toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
