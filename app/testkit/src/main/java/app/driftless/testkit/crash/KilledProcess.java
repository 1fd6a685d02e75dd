package app.driftless.testkit.crash;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A Java process that tells on its standard output what it is about to do and what it has done, one line each, until
/// it is killed. A line that says that something is done is the acknowledgement that must hold after the kill.
public final class KilledProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private KilledProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /// Starts the `main` of a test class on the class path of this test.
    public static KilledProcess start(Class<?> main, String... arguments) throws IOException {
        return start(List.of(), main, arguments);
    }

    /// @param options for Java itself, such as `-Dname=value`
    public static KilledProcess start(List<String> options, Class<?> main, String... arguments) throws IOException {
        return start(Map.of(), options, main, arguments);
    }

    /// @param variables of its environment, beside those of this process
    public static KilledProcess start(
            Map<String, String> variables, List<String> options, Class<?> main, String... arguments)
            throws IOException {
        String path = String.join(
                File.pathSeparator,
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path", ""),
                Path.of("target/test-classes").toAbsolutePath().toString());
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", PackedClasses.of(path), main.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(variables);
        return new KilledProcess(builder.start());
    }

    /// The lines up to and with the first that begins so.
    ///
    /// @throws AssertionError if the process ended before
    public List<String> until(String beginning) throws IOException {
        var lines = new ArrayList<String>();
        do {
            String line = output.readLine();
            if (line == null) {
                throw new AssertionError("The process ended before \"" + beginning + "\", after " + lines);
            }
            lines.add(line);
        } while (!lines.getLast().startsWith(beginning));
        return lines;
    }

    /// Writes a line to its standard input.
    public void say(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    public long pid() {
        return process.pid();
    }

    /// What it says up to its own end.
    public List<String> untilEnd() throws IOException, InterruptedException {
        List<String> lines = output.readAllLines();
        process.waitFor(60, TimeUnit.SECONDS);
        return lines;
    }

    /// After [#untilEnd()].
    public int exitCode() {
        return process.exitValue();
    }

    /// Like `kill -9`.
    ///
    /// @return what it had said and nobody had read
    public List<String> kill() throws IOException, InterruptedException {
        // The process itself would also close the stream, with what is still in it.
        process.toHandle().destroyForcibly();
        process.waitFor(20, TimeUnit.SECONDS);
        return output.readAllLines();
    }

    /// Like a laptop that falls asleep (`STOP`), or wakes up (`CONT`).
    public void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
