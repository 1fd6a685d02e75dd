package app.driftless.core.internal.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.repo.PullResult;
import app.driftless.core.repo.Repository;
import app.driftless.testkit.crash.KillRecord;
import app.driftless.testkit.crash.KilledProcess;
import app.driftless.testkit.crash.Moments;
import app.driftless.testkit.git.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Pulls that are killed while they rebase (F5 of the trust reference). Every third time there is no commit of our
/// own, but an edit that is not committed.
@DisabledOnOs(OS.WINDOWS)
class PullCrashTest {
    private static final int SHORT_RUN = 3;
    private static final int FILES = 40;
    private static final String EDITED = "edited.yaml";
    private final long seed = KillRecord.seed();
    private final Random random = new Random(seed);
    private final KillRecord record = new KillRecord("Pull", seed);

    @TempDir
    Path folder;

    @Test
    void aKillInAPullLosesNoCommitAndTheNextOpeningPutsItBackOrEndsIt() throws Exception {
        GitFixture git = GitFixture.withRemote(folder);
        GitFixture other = git.cloneOf("other");
        var tree = new KilledWorkTree(git, folder.resolve("state"));
        var moments = new Moments(random, 200_000_000);
        for (int round = 1; record.kills() < KillRecord.wanted(SHORT_RUN); round++) {
            boolean own = round % 3 != 0;
            diverge(git, other, round, own);
            String tip = git.run("rev-parse", "HEAD");
            String text = git.run("status", "--porcelain");
            List<String> said = kill(tree, moments);
            Optional<String> step = step(git, tip);
            step.ifPresentOrElse(record::landed, record::outside);
            if (step.isPresent()) {
                moments.hit();
            } else {
                moments.late();
            }
            String run = record.toString();
            var before = new Before(round, own, tip, text, said.getLast().startsWith("pulled"));
            tree.reopen(run, repository -> check(git, repository, before, run));
            record.write();
        }
    }

    /// @param status what Git said was changed
    private record Before(int round, boolean own, String tip, String status, boolean acknowledged) {}

    private static void diverge(GitFixture git, GitFixture other, int round, boolean own) {
        other.run("pull", "-q", "--rebase");
        for (int i = 0; i < FILES; i++) {
            other.write("theirs/" + i + ".yaml", ("round: " + round + "\n").repeat(200));
        }
        other.run("add", "-A");
        other.run("commit", "-q", "-m", "Theirs " + round);
        other.run("rm", "-q", "theirs/" + round % FILES + ".yaml");
        other.commitAndPush("Theirs again " + round);
        for (int commit = 1; own && commit <= 3; commit++) {
            git.write("ours/" + commit + ".yaml", "round: " + round + "\n");
            git.run("add", "-A");
            git.run("commit", "-q", "-m", "Ours " + round + "." + commit);
        }
        if (!own) {
            git.write(EDITED, "round: " + round + "\n");
        }
    }

    private static List<String> kill(KilledWorkTree tree, Moments moments) throws Exception {
        try (var process = KilledProcess.start(
                PullProcess.class,
                tree.git().workTree().toString(),
                tree.state().toString())) {
            var said = new ArrayList<>(process.until("begin pull"));
            // The fetch comes first, and takes as long as it takes.
            Path begun = tree.git().workTree().resolve(".git/refs/driftless/pull/from/main");
            for (int i = 0; i < 60_000 && !Files.exists(begun); i++) {
                Thread.sleep(1);
            }
            moments.await();
            said.addAll(process.kill());
            return said;
        }
    }

    /// Empty if the rebase had not begun, or was over.
    private static Optional<String> step(GitFixture git, String tip) {
        Path dir = git.workTree().resolve(".git");
        if (git.run("for-each-ref", "refs/driftless/pull/from/").isEmpty()) {
            return Optional.empty();
        }
        if (!git.run("rev-parse", "refs/heads/main").equals(tip)) {
            return Optional.of("4 after the branch was moved, before it was acknowledged");
        }
        if (!git.run("rev-parse", "HEAD").equals(tip)) {
            return Optional.of("3 on the way: HEAD off the branch, commits being put on top");
        }
        return Optional.of(
                Files.exists(dir.resolve("rebase-merge"))
                        ? "2 rebase begun, files being written"
                        : "1 before the rebase was noted or, without own commits, while files were written");
    }

    private void check(GitFixture git, Repository repository, Before before, String run) {
        assertEquals("refs/heads/main", git.run("symbolic-ref", "HEAD"), run);
        assertEquals(
                Optional.empty(),
                repository.state().get().latest().orElseThrow().value().unfinished(),
                run);
        assertEquals(before.status(), git.run("status", "--porcelain"), run);
        boolean there = git.run("log", "--format=%s").contains("Theirs again " + before.round());
        assertTrue(there || git.run("rev-parse", "HEAD").equals(before.tip()), run + ": neither put back nor finished");
        assertTrue(there || !before.acknowledged(), run + ": an acknowledged pull is lost");
        PullResult again = repository.pull(Progress.none(), new CancelToken());
        assertEquals(there, again instanceof PullResult.UpToDate, run);
        String log = git.run("log", "--format=%s");
        assertTrue(log.contains("Theirs again " + before.round()), run);
        for (int commit = 1; before.own() && commit <= 3; commit++) {
            assertTrue(log.contains("Ours " + before.round() + "." + commit), run + ": a commit is lost");
        }
        assertEquals(before.status(), git.run("status", "--porcelain"), run);
        assertEquals("", git.run("for-each-ref", "refs/driftless/pull"), run);
        assertFalse(Files.exists(git.workTree().resolve(".git/rebase-merge")), run);
        edited(git, before, run);
        record.found(there ? "pulls that were finished" : "pulls that were put back", 1);
        record.found("openings without manual repair, `git fsck` clean, next pull complete", 1);
    }

    private static void edited(GitFixture git, Before before, String run) {
        try {
            Path file = git.workTree().resolve(EDITED);
            if (!before.own()) {
                assertEquals("round: " + before.round() + "\n", Files.readString(file), run);
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new AssertionError(run, e);
        }
    }
}
