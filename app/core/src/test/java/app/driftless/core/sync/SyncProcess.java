package app.driftless.core.sync;

import app.driftless.core.problem.EngineException;
import app.driftless.testkit.cluster.ControlPlane;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A sync in a process of its own, to be killed or stopped in the middle. It prints a line for each result, and one
/// at
/// its end.
final class SyncProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private SyncProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /// @param commits one YAML text for each commit
    /// @param number which one to sync
    static SyncProcess start(ControlPlane plane, Path state, String environment, List<String> commits, int number)
            throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(state), "commits");
        for (int i = 0; i < commits.size(); i++) {
            Files.writeString(folder.resolve((i + 1) + ".yaml"), commits.get(i));
        }
        String path = String.join(
                File.pathSeparator,
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path", ""),
                Path.of("target/test-classes").toAbsolutePath().toString());
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        path,
                        SyncProcess.class.getName(),
                        plane.kubeconfig().toString(),
                        plane.context(),
                        state.toString(),
                        environment,
                        folder.toString(),
                        String.valueOf(commits.size()),
                        String.valueOf(number))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new SyncProcess(process);
    }

    public static void main(String[] arguments) throws IOException {
        String environment = arguments[3];
        var scope = new SyncScope(
                "repo-" + environment, "apps/" + environment, environment, "test", "origin/main", Optional.empty());
        try (var bench =
                new SyncBench(Path.of(arguments[0]), arguments[1], Path.of(arguments[2]), environment, scope)) {
            for (int i = 1; i <= Integer.parseInt(arguments[5]); i++) {
                bench.commit(Files.readString(Path.of(arguments[4], i + ".yaml")));
            }
            bench.each = result -> System.out.println("result " + result.outcome() + " " + result.key());
            SyncReport report = bench.sync(Integer.parseInt(arguments[6]));
            System.out.println("end " + report.problem().map(p -> p.code().id()).orElse("ok"));
        } catch (EngineException e) {
            System.out.println("end " + e.problem().code().id());
        }
    }

    /// Waits until so many results are there; false if it ended before.
    boolean awaitResults(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            String line = output.readLine();
            if (line == null || line.startsWith("end")) {
                return false;
            }
        }
        return true;
    }

    /// How it ended: `ok`, or the code of its problem.
    String awaitEnd() throws IOException, InterruptedException {
        String last = "";
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            last = line;
        }
        process.waitFor(60, TimeUnit.SECONDS);
        return last.replace("end ", "");
    }

    /// Like `kill -9`.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(20, TimeUnit.SECONDS);
    }

    /// Like a laptop that falls asleep, or wakes up.
    void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
