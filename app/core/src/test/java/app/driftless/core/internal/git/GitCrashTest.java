package app.driftless.core.internal.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.Workers;
import app.driftless.testkit.git.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Saves and commits that are killed at random (F2, F3, F4 and F26 of the trust reference). The property
/// `driftless.kills` says how often; `driftless.seed` repeats the delays of a run.
@DisabledOnOs(OS.WINDOWS)
class GitCrashTest {
    private final long seed = Long.getLong("driftless.seed", System.nanoTime());

    @TempDir
    Path folder;

    @Test
    void aKillLosesNoSavedTextAndNoCommitAndLeavesNothingToRepair() throws Exception {
        GitFixture git = GitFixture.withRemote(folder);
        var random = new Random(seed);
        int next = 1;
        git.write(CommitProcess.FILE, CommitProcess.text(0));
        git.run("commit", "-q", "-a", "-m", "Number 0");
        for (int kill = 0; kill < Integer.getInteger("driftless.kills", 10); kill++) {
            var lines = new ArrayList<String>();
            try (var process = CommitProcess.start(git.workTree(), folder.resolve("state"), next)) {
                do {
                    lines.add(process.line());
                } while (!lines.getLast().startsWith("committed"));
                Thread.sleep(random.nextInt(150));
                lines.addAll(process.kill());
            }
            next = check(git, lines, "kill " + kill + ", seed " + seed) + 1;
        }
    }

    /// @return the number of the last text that was saved
    private int check(GitFixture git, List<String> lines, String run) throws IOException {
        int saved = Integer.parseInt(last(lines, "saved "));
        try (var workers = new Workers();
                var repository = new JgitRepositories(
                                folder.resolve("state"),
                                Path.of(System.getProperty("user.home")),
                                workers,
                                InstantSource.system())
                        .open(git.workTree())) {
            assertEquals(List.of(), leftovers(git.workTree()), run);
            git.run("fsck", "--full", "--strict");
            git.run("merge-base", "--is-ancestor", last(lines, "committed "), "HEAD");
            String text = repository.readText(CommitProcess.FILE).text();
            // One more may be saved than was said.
            if (text.equals(CommitProcess.text(saved + 1))) {
                saved++;
            }
            assertTrue(text.equals(CommitProcess.text(saved)), () -> run + ": the file is torn or old");
            repository.save(
                    CommitProcess.FILE,
                    CommitProcess.text(saved + 1),
                    Optional.of(repository.readText(CommitProcess.FILE).contentHash()));
            repository.stage(List.of(CommitProcess.FILE));
            repository.commit("After " + run);
            assertEquals("", git.run("status", "--porcelain"), run);
            return saved + 1;
        }
    }

    private static String last(List<String> lines, String start) {
        return lines.reversed().stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow()
                .substring(start.length());
    }

    private static List<Path> leftovers(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".lock")
                            || file.getFileName().toString().startsWith(".driftless-tmp-"))
                    .toList();
        }
    }
}
