package app.driftless.core.internal.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.driftless.testkit.crash.KilledProcess;
import app.driftless.testkit.crash.PointRecord;
import app.driftless.testkit.crash.SystemCallKill;
import app.driftless.testkit.git.GitFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Saves, stagings and commits that are killed at each of their system calls (goal 3 of the trust reference). All of
/// them with the property `driftless.points` set to `all`, those at some calls with their names, else a few.
@EnabledOnOs(OS.LINUX)
class KillPointTest {
    /// The one call after which each of them is seen, and one before it.
    private static final Map<String, List<String>> SHORT =
            Map.of("save", List.of("fsync 1", "rename 1"), "stage", List.of("rename 1"), "commit", List.of("rename 2"));

    @TempDir
    Path folder;

    private KilledWorkTree tree;
    private int number;

    @BeforeEach
    void makeRepository() throws IOException {
        if (!SystemCallKill.available()) {
            System.err.println("KillPointTest is skipped: no strace that may attach to processes.");
        }
        assumeTrue(SystemCallKill.available(), "strace");
        tree = new KilledWorkTree(GitFixture.withRemote(folder), folder.resolve("state"));
        tree.git().write(CommitProcess.FILE, CommitProcess.text(0));
        tree.git().run("commit", "-q", "-a", "-m", "Number 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"save", "stage", "commit"})
    void whereverItIsKilledTheNextOpeningNeedsNoRepair(String step) throws Exception {
        var record = new PointRecord(step);
        if (PointRecord.wanted()) {
            for (String call : PointRecord.calls()) {
                for (int nth = 1; killed(step, call, nth); nth++) {
                    record.killed(call);
                }
                record.write();
            }
        } else {
            for (String point : SHORT.get(step)) {
                String[] words = point.split(" ");
                assertTrue(killed(step, words[0], Integer.parseInt(words[1])), step + " makes no " + point);
                record.killed(words[0]);
            }
        }
    }

    /// False if it came to its end before that call.
    private boolean killed(String step, String call, int nth) throws Exception {
        number += 2;
        int before = number - 1;
        String run = step + " killed at " + call + " " + nth;
        boolean done;
        // Each round leaves commits; their objects would be read one file after the other.
        tree.git().run("repack", "-adq");
        try (var process = KilledProcess.start(
                SystemCallKill.ONE_THREAD,
                StepProcess.class,
                tree.git().workTree().toString(),
                tree.state().toString(),
                step,
                String.valueOf(number))) {
            process.until("ready");
            try (var _ = SystemCallKill.attach(process.pid(), call, nth)) {
                process.say("go");
                done = process.untilEnd().contains("done");
            }
        }
        check(step, before, done, run);
        number++;
        return !done;
    }

    private void check(String step, int before, boolean done, String run) throws IOException {
        String old = CommitProcess.text(before);
        String now = CommitProcess.text(number);
        tree.reopen(run, repository -> {
            String text = repository.readText(CommitProcess.FILE).text();
            String staged = tree.git().run("show", ":" + CommitProcess.FILE) + "\n";
            switch (step) {
                case "save" -> {
                    assertTrue(text.equals(now) || (!done && text.equals(old)), () -> run + ": torn or lost");
                    assertEquals(old, staged, run);
                }
                case "stage" -> {
                    assertEquals(now, text, run);
                    assertTrue(staged.equals(now) || (!done && staged.equals(old)), () -> run + ": lost");
                }
                default -> {
                    assertEquals(now, text, run);
                    assertEquals(now, staged, run);
                    assertTrue(
                            tree.committed(number) || (!done && tree.committed(before)),
                            () -> run + ": the commit is lost");
                }
            }
            tree.workOn(repository, number + 1, run);
        });
    }
}
