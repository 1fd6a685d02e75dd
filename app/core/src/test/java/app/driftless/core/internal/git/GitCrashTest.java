package app.driftless.core.internal.git;

import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.testkit.crash.KillRecord;
import app.driftless.testkit.crash.KilledProcess;
import app.driftless.testkit.crash.Moments;
import app.driftless.testkit.git.GitFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Saves and commits that are killed in their middle (F2, F3, F4 and F26 of the trust reference). The property
/// `driftless.kills` says how often each; `driftless.seed` repeats the moments of a run.
@DisabledOnOs(OS.WINDOWS)
class GitCrashTest {
    private static final int SHORT_RUN = 4;
    private final long seed = KillRecord.seed();
    private final Random random = new Random(seed);

    @TempDir
    Path folder;

    private KilledWorkTree tree;
    private int next = 1;

    @BeforeEach
    void makeRepository() throws IOException {
        tree = new KilledWorkTree(GitFixture.withRemote(folder), folder.resolve("state"));
        tree.git().write(CommitProcess.FILE, CommitProcess.text(0));
        tree.git().run("commit", "-q", "-a", "-m", "Number 0");
    }

    @Test
    void aKillInASaveLosesNothingThatWasSaved() throws Exception {
        var record = new KillRecord("Save", seed);
        var moments = new Moments(random, 10_000_000);
        while (record.kills() < KillRecord.wanted(SHORT_RUN)) {
            List<String> said = killIn("begin save ", moments);
            int number = number(said, "begin save ");
            judge(tree.text().equals(CommitProcess.text(number)), saveStep(number), record, moments);
            check(said, record);
        }
    }

    @Test
    void aKillInACommitLosesNothingThatWasStagedOrCommitted() throws Exception {
        var record = new KillRecord("Commit", seed);
        var staging = new Moments(random, 10_000_000);
        var committing = new Moments(random, 20_000_000);
        while (record.kills() < KillRecord.wanted(SHORT_RUN)) {
            // A commit is a person's stage and commit; the second does more.
            if (random.nextInt(3) == 0) {
                List<String> said = killIn("begin stage ", staging);
                String text = CommitProcess.text(number(said, "begin stage "));
                judge(staged().equals(text.strip()), stageStep(text), record, staging);
                check(said, record);
            } else {
                List<String> said = killIn("begin commit ", committing);
                int number = number(said, "begin commit ");
                judge(tree.committed(number), commitStep(number), record, committing);
                check(said, record);
            }
        }
    }

    /// Lets a process do some whole rounds, then kills it at a random moment after it began a step.
    private List<String> killIn(String begin, Moments moments) throws Exception {
        try (var process = KilledProcess.start(
                CommitProcess.class,
                tree.git().workTree().toString(),
                tree.state().toString(),
                String.valueOf(next))) {
            var said = new ArrayList<String>();
            for (int whole = 1 + random.nextInt(3); whole > 0; whole--) {
                said.addAll(process.until("committed"));
            }
            said.addAll(process.until(begin));
            moments.await();
            said.addAll(process.kill());
            return said;
        }
    }

    /// Only a kill in the change itself counts: between the note that is made before it and the removal of that note.
    private void judge(boolean done, String step, KillRecord record, Moments moments) throws IOException {
        if (tree.noteLeft()) {
            record.landed(step);
            moments.hit();
        } else {
            record.outside();
            if (done) {
                moments.late();
            }
        }
    }

    private String saveStep(int number) throws IOException {
        if (tree.text().equals(CommitProcess.text(number))) {
            return "3 after the rename, before it was acknowledged";
        }
        return tree.left("\\.driftless-tmp-.*")
                ? "2 while the temporary file was written"
                : "1 before the temporary file was made";
    }

    private String stageStep(String text) throws IOException {
        if (staged().equals(text.strip())) {
            return "13 staging: after the index was replaced, before it was acknowledged";
        }
        return tree.left("index\\.lock")
                ? "12 staging: index locked, objects being written"
                : "11 staging: before the index was locked";
    }

    private String commitStep(int number) throws IOException {
        if (tree.committed(number)) {
            return "24 committing: after the branch was moved, before it was acknowledged";
        }
        if (tree.left("HEAD\\.lock|main\\.lock")) {
            return "23 committing: branch locked";
        }
        return tree.left("index\\.lock")
                ? "22 committing: index locked, objects being written"
                : "21 committing: before the index was locked";
    }

    private String staged() {
        return tree.git().run("show", ":" + CommitProcess.FILE);
    }

    private void check(List<String> said, KillRecord record) throws IOException {
        int saved = number(said, "saved ");
        int begun = number(said, "begin save ");
        int staged = number(said, "staged ");
        String commit = last(said, "committed ");
        String run = record.toString();
        record.found("locks of Git, cleared", leftLocks());
        record.found("half-written files, removed", tree.leftovers().size() - leftLocks() - (tree.noteLeft() ? 1 : 0));
        tree.reopen(run, repository -> {
            tree.git().run("merge-base", "--is-ancestor", commit, "HEAD");
            String text = repository.readText(CommitProcess.FILE).text();
            assertTrue(
                    text.equals(CommitProcess.text(saved)) || text.equals(CommitProcess.text(begun)),
                    () -> run + ": the file is torn or older than the last acknowledged save");
            assertTrue(
                    staged().equals(CommitProcess.text(staged).strip())
                            || staged().equals(CommitProcess.text(saved).strip()),
                    () -> run + ": what was staged is lost");
            tree.workOn(repository, begun + 1, run);
        });
        next = begun + 2;
        record.found("acknowledged saves checked; lost or torn: 0", count(said, "saved "));
        record.found("acknowledged commits checked; lost: 0", count(said, "committed "));
        record.found("openings without manual repair, `git fsck` clean", 1);
        record.write();
    }

    private long leftLocks() throws IOException {
        return tree.leftovers().stream()
                .filter(file -> file.startsWith(tree.git().workTree())
                        && file.toString().endsWith(".lock"))
                .count();
    }

    private static long count(List<String> said, String start) {
        return said.stream().filter(line -> line.startsWith(start)).count();
    }

    private static int number(List<String> said, String start) {
        return Integer.parseInt(last(said, start).replaceFirst(".* ", ""));
    }

    private static String last(List<String> said, String start) {
        return said.reversed().stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow()
                .substring(start.length());
    }
}
