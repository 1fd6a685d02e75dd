package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.crash.CaseRecord;
import app.driftless.testkit.crash.KillRecord;
import app.driftless.testkit.crash.KilledProcess;
import app.driftless.testkit.crash.PointRecord;
import app.driftless.testkit.crash.SystemCallKill;
import app.driftless.testkit.fault.ApiFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A sync of sixty objects that is killed at its n-th write, before or after the server did it, or loses all its
/// connections there (R15). Then it is run again, or a newer commit that drops half of them. The property
/// `driftless.cases` says how many of these.
class KillAtWriteTest {
    private static final ControlPlane PLANE = ControlPlane.shared();
    private static final int OBJECTS = 60;
    private static final int SHORT_RUN = 2;
    private static final int FEW = 6;
    private final long seed = KillRecord.seed();

    @TempDir
    Path folder;

    private enum End {
        KILLED_BEFORE,
        KILLED_AFTER,
        CUT
    }

    private record Case(int write, End end, boolean newer) {}

    private List<Case> cases() {
        var all = new ArrayList<Case>();
        for (int write = 1; write <= OBJECTS; write++) {
            for (End end : End.values()) {
                all.add(new Case(write, end, (write + end.ordinal()) % 2 == 0));
            }
        }
        Collections.shuffle(all, new Random(seed));
        return all.subList(0, Math.min(all.size(), Integer.getInteger("driftless.cases", SHORT_RUN)));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void afterAKillAtAnyWriteTheNextSyncLeavesNoOrphanAndNoDuplicate() throws Exception {
        int held = 0;
        for (Case one : cases()) {
            String run = one + ", -Ddriftless.seed=" + seed;
            try (var bench = new FaultBench(PLANE, folder)) {
                bench.commit(OBJECTS);
                Path commits = commits(bench);
                var process = new AtomicReference<KilledProcess>();
                bench.proxy.nth(bench.objects(), one.write(), fault(one.end(), bench, process));
                try (var killed = SyncProcess.start(
                        List.of("-Ddriftless.gate=true"),
                        bench.proxy.kubeconfig(folder),
                        "proxied",
                        folder.resolve(bench.namespace),
                        bench.namespace,
                        commits,
                        1)) {
                    process.set(killed);
                    killed.until("begin sync");
                    killed.say("go");
                    List<String> said = killed.untilEnd();
                    assertEquals(
                            one.end() == End.CUT,
                            !said.isEmpty() && said.getLast().startsWith("end"),
                            () -> run + ": " + said);
                }
                bench.proxy.heal();
                check(bench, one.newer() ? bench.commit(OBJECTS / 2) : 1, run);
            }
            CaseRecord.passed("writes", ++held + " kills and cuts", "converged, 0 orphans, 0 duplicates");
        }
    }

    private static ApiFault fault(End end, FaultBench bench, AtomicReference<KilledProcess> process) {
        Runnable kill = () -> kill(process.get());
        return switch (end) {
            case KILLED_BEFORE -> new ApiFault.Before(kill);
            case KILLED_AFTER -> new ApiFault.After(kill);
            case CUT -> new ApiFault.After(bench.proxy::cut);
        };
    }

    /// Without reading what it said, which the test does.
    private static void kill(KilledProcess process) {
        ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }

    private Path commits(FaultBench bench) throws IOException {
        Path commits = Files.createDirectories(folder.resolve("commits-" + bench.namespace));
        Files.writeString(commits.resolve("1.yaml"), bench.sync.yaml(1));
        return commits;
    }

    private static void check(FaultBench bench, int commit, String run) throws Exception {
        bench.converge(commit, Duration.ofSeconds(60));
        int objects = commit == 1 ? OBJECTS : OBJECTS / 2;
        Map<String, String> live = bench.live();
        assertEquals(objects, live.size(), run);
        assertTrue(live.values().stream().allMatch(String.valueOf(commit)::equals), () -> run + ": " + live);
        Map<String, Long> written = bench.written();
        assertTrue(written.values().stream().allMatch(times -> times == 1), () -> run + ": " + written);
        LivePlanner.Planned again = bench.sync.plan(commit);
        assertTrue(again.plan().isEmpty(), run);
        assertEquals(objects, again.inventory().members().size(), run);
        for (SyncReport report : bench.sync.runner.history(bench.sync.scope.repository())) {
            assertEquals(0, report.count(ObjectResult.Outcome.UNKNOWN), () -> run + ": " + report);
        }
    }

    /// At the system calls of the process instead: between any two of its notes on the disk (goal 3).
    @Test
    @EnabledOnOs(OS.LINUX)
    void afterAKillAtASystemCallTheNextSyncConverges() throws Exception {
        assumeTrue(SystemCallKill.available(), "strace");
        var record = new PointRecord("apply");
        if (PointRecord.wanted()) {
            for (String call : PointRecord.calls()) {
                for (int nth = 1; killed(call, nth); nth++) {
                    record.killed(call);
                }
                record.write();
            }
        } else {
            int nth = 1 + new Random(seed).nextInt(4);
            assertTrue(killed("fdatasync", nth), "a sync of some objects syncs its ledger " + nth + " times");
        }
    }

    private boolean killed(String call, int nth) throws Exception {
        String run = "apply killed at " + call + " " + nth;
        try (var bench = new FaultBench(PLANE, folder)) {
            bench.commit(FEW);
            boolean ended;
            var options = new ArrayList<>(SystemCallKill.ONE_THREAD);
            options.add("-Ddriftless.gate=true");
            try (var process = SyncProcess.start(
                    options,
                    PLANE.kubeconfig(),
                    PLANE.context(),
                    folder.resolve(bench.namespace),
                    bench.namespace,
                    commits(bench),
                    1)) {
                process.until("begin sync");
                try (var _ = SystemCallKill.attach(process.pid(), call, nth)) {
                    process.say("go");
                    ended = process.untilEnd().stream().anyMatch(line -> line.startsWith("end"));
                }
            }
            bench.converge(1, Duration.ofSeconds(60));
            assertEquals(FEW, bench.live().size(), run);
            assertTrue(bench.written().values().stream().allMatch(times -> times == 1), run);
            assertTrue(bench.sync.plan(1).plan().isEmpty(), run);
            return !ended;
        }
    }
}
