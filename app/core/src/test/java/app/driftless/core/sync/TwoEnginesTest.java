package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.crash.CaseRecord;
import app.driftless.testkit.crash.KillRecord;
import app.driftless.testkit.crash.KilledProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Two engines write one environment, each a random commit, while one of them is killed or put to sleep beyond its
/// lease (R25). The audit log is the judge: no object ever goes back to an older commit. The property
/// `driftless.cases` says how many schedules.
@DisabledOnOs(OS.WINDOWS)
class TwoEnginesTest {
    private static final int COMMITS = 4;
    private static final int OBJECTS = 14;
    private static final Set<String> ENDS = Set.of("ok", "SYNC-001", "SYNC-002", "SYNC-004");
    private final long seed = KillRecord.seed();
    private final Random random = new Random(seed);

    @TempDir
    Path folder;

    @Test
    void noObjectEverGoesBackToAnOlderCommit() throws Exception {
        int cases = Integer.getInteger("driftless.cases", 2);
        int waited = 0;
        for (int i = 0; i < cases; i++) {
            String run = "schedule " + i + ", -Ddriftless.seed=" + seed;
            try (var bench = new FaultBench(ControlPlane.shared(), folder)) {
                Path commits = Files.createDirectories(folder.resolve("commits-" + bench.namespace));
                for (int number = 1; number <= COMMITS; number++) {
                    bench.commit(OBJECTS);
                    Files.writeString(commits.resolve(number + ".yaml"), bench.sync.yaml(number));
                }
                waited += schedule(bench, commits, run) ? 1 : 0;
                bench.converge(COMMITS, Duration.ofSeconds(60));
                assertNothingWentBack(bench, run);
                assertEquals(OBJECTS, bench.live().size(), run);
                assertTrue(bench.live().values().stream().allMatch("4"::equals), run);
            }
            CaseRecord.passed(
                    "engines", i + 1 + " schedules, " + waited + " with somebody waiting", "0 objects went back");
        }
    }

    private KilledProcess writer(FaultBench bench, String name, Path commits, int commit) throws Exception {
        return SyncProcess.start(
                List.of(),
                ControlPlane.shared().kubeconfig(),
                ControlPlane.shared().context(),
                folder.resolve(bench.namespace + name),
                bench.namespace,
                commits,
                commit);
    }

    /// True if one of them was told who else writes.
    private boolean schedule(FaultBench bench, Path commits, String run) throws Exception {
        int first = 1 + random.nextInt(COMMITS);
        int second = 1 + random.nextInt(COMMITS);
        String act = List.of("KILL", "STOP", "STOP", "NOTHING").get(random.nextInt(4));
        int results = random.nextInt(OBJECTS);
        try (var one = writer(bench, "-one", commits, first)) {
            one.until("begin sync");
            for (int i = 0; i < results; i++) {
                one.until("result");
            }
            if (!act.equals("NOTHING")) {
                one.signal(act);
            }
            try (var other = writer(bench, "-other", commits, second)) {
                String end = other.untilEnd().getLast();
                check(end, first, run + " " + act);
                if (act.equals("STOP")) {
                    // Longer than the lease, in which another writer may have come and gone.
                    Thread.sleep(3000 + random.nextInt(3000));
                    if (random.nextBoolean()) {
                        bench.converge(Math.max(first, second), Duration.ofSeconds(30));
                    }
                    one.signal("CONT");
                }
                List<String> said = one.untilEnd();
                if (!act.equals("KILL") && !said.isEmpty()) {
                    check(said.getLast(), second, run + " " + act);
                }
                return end.startsWith("end SYNC-001");
            }
        }
    }

    private static void check(String end, int others, String run) {
        String[] words = end.split(" ");
        assertTrue(words[0].equals("end") && ENDS.contains(words[1]), run + ": " + end);
        if (words[1].equals("SYNC-001")) {
            assertTrue(end.contains("process "), run + ": names the holder: " + end);
            assertTrue(end.contains("0000000"), run + ": names the commit: " + end + ", " + others);
        }
    }

    private static void assertNothingWentBack(FaultBench bench, String run) {
        Map<String, Integer> newest = new HashMap<>();
        bench.audit.writes(bench.namespace).stream()
                .filter(event -> event.verb().equals("patch")
                        && event.code() < 300
                        && event.name().startsWith("c")
                        && event.resource().equals("configmaps"))
                .forEach(event -> {
                    int value = event.body().at("/data/key").asInt();
                    int before = newest.merge(event.name(), value, Math::max);
                    assertEquals(before, value, run + ": " + event.name() + " went back");
                });
        assertTrue(!newest.isEmpty(), "the audit log has the writes");
    }
}
