package app.driftless.testkit.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Kills a running process at its n-th system call of one kind, by `strace`. The count begins when this is attached,
/// and each thread has its own: whoever wants to meet every call lets the process do its work on one thread.
public final class SystemCallKill implements AutoCloseable {
    /// So that a virtual thread's calls are all made by one thread of the system.
    public static final List<String> ONE_THREAD = List.of(
            "-Djdk.virtualThreadScheduler.parallelism=1",
            "-Djdk.virtualThreadScheduler.maxPoolSize=1",
            "-XX:-UsePerfData");

    /// The calls that change what is on a disk, on Linux.
    public static final List<String> CALLS = List.of(
            "rename",
            "renameat",
            "unlink",
            "unlinkat",
            "openat",
            "write",
            "pwrite64",
            "fsync",
            "fdatasync",
            "ftruncate",
            "mkdir",
            "rmdir",
            "link");

    private final Process strace;

    private SystemCallKill(Process strace) {
        this.strace = strace;
    }

    /// Whether there is a `strace` that may look into other processes of ours.
    public static boolean available() {
        try {
            Process sleeper = new ProcessBuilder("sleep", "20").start();
            try (var attached = attach(sleeper.pid(), "fsync", 1)) {
                return attached.strace.isAlive();
            } finally {
                sleeper.destroyForcibly();
            }
        } catch (IOException e) {
            return false;
        }
    }

    /// Attaches to all threads of a process, those too that it starts later.
    ///
    /// @throws IOException if there is no `strace`, or it may not
    public static SystemCallKill attach(long pid, String call, int nth) throws IOException {
        Process strace = new ProcessBuilder(
                        "strace",
                        "-f",
                        "-o",
                        "/dev/null",
                        "-e",
                        "trace=" + call,
                        "-e",
                        "inject=" + call + ":signal=KILL:when=" + nth,
                        "-p",
                        String.valueOf(pid))
                .redirectErrorStream(true)
                .start();
        var said = new BufferedReader(new InputStreamReader(strace.getInputStream(), StandardCharsets.UTF_8));
        String first = said.readLine();
        if (first == null || !first.contains("attached")) {
            strace.destroyForcibly();
            throw new IOException("strace could not attach: " + first);
        }
        Thread.ofVirtual().start(() -> drain(said));
        return new SystemCallKill(strace);
    }

    /// It names each thread that begins; nobody else reads that.
    private static void drain(BufferedReader said) {
        try {
            while (said.readLine() != null) {
                continue;
            }
        } catch (IOException e) {
            // It was ended.
            return;
        }
    }

    /// Lets go of the process.
    @Override
    public void close() {
        strace.destroy();
        try {
            if (!strace.waitFor(10, TimeUnit.SECONDS)) {
                strace.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
