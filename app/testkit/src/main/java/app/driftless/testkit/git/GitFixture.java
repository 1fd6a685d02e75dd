package app.driftless.testkit.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A work tree with a bare remote on disk, driven by the `git` program. One commit with `app.yaml` is on `main` in
/// both.
public final class GitFixture {
    private final Path workTree;
    private final Path remote;

    private GitFixture(Path workTree, Path remote) {
        this.workTree = workTree;
        this.remote = remote;
    }

    /// Makes `folder/work` and `folder/remote.git`.
    public static GitFixture withRemote(Path folder) throws IOException {
        var git = new GitFixture(folder.resolve("work"), folder.resolve("remote.git"));
        Files.createDirectories(git.workTree);
        call(folder, List.of("git", "init", "-q", "--bare", "-b", "main", git.remote.toString()));
        git.run("init", "-q", "-b", "main");
        git.identify();
        git.run("remote", "add", "origin", git.remote.toString());
        git.write("app.yaml", "kind: Good\n");
        git.commitAndPush("First");
        return git;
    }

    /// Another clone of the remote, beside this one.
    public GitFixture cloneOf(String name) {
        Path target = workTree.resolveSibling(name);
        call(workTree, List.of("git", "clone", "-q", remote.toString(), target.toString()));
        var other = new GitFixture(target, remote);
        other.identify();
        return other;
    }

    public Path workTree() {
        return workTree;
    }

    public Path remote() {
        return remote;
    }

    public void write(String path, String text) {
        try {
            Path file = workTree.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void commitAndPush(String message) {
        run("add", "-A");
        run("commit", "-q", "-m", message);
        run("push", "-q", "-u", "origin", "HEAD");
    }

    /// Checks that a work tree is whole and clean.
    public static void verify(Path workTree) {
        String problems = git(workTree, "fsck", "--full", "--no-dangling") + git(workTree, "status", "--porcelain");
        if (!problems.isEmpty()) {
            throw new AssertionError(workTree + ": " + problems);
        }
    }

    /// Runs `git` in the work tree and returns its output, without the last line end.
    public String run(String... arguments) {
        return git(workTree, arguments);
    }

    /// Starts `git` in the work tree and leaves it running.
    public Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(workTree.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public String inRemote(String... arguments) {
        return git(remote, arguments);
    }

    private void identify() {
        run("config", "user.name", "Test");
        run("config", "user.email", "test@example.org");
    }

    private static String git(Path folder, String... arguments) {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return call(folder, command);
    }

    /// Runs a program and returns its output, without the last line end.
    static String call(Path folder, String... command) {
        return call(folder, List.of(command));
    }

    private static String call(Path folder, List<String> command) {
        try {
            var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + " failed: " + output);
            }
            return output.stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
