package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.CancelToken;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.crash.CaseRecord;
import app.driftless.testkit.fault.ApiFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sync that is cancelled in its middle (R22). The property `driftless.objects` says how large it is.
class CancelTest {
    private static final Duration SOON = Duration.ofMillis(200);

    @TempDir
    Path folder;

    @Test
    void nothingIsSentLongerThanAMomentAfterACancelAndTheReportIsExact() throws Exception {
        int objects = Integer.getInteger("driftless.objects", 150);
        try (var bench = new FaultBench(ControlPlane.shared(), folder)) {
            int commit = bench.commit(objects);
            LivePlanner.Planned planned = bench.sync.plan(commit);
            var cancel = new CancelToken();
            var cancelled = new AtomicLong();
            bench.proxy.nth(bench.objects(), objects / 3, new ApiFault.Before(() -> {
                cancelled.set(System.nanoTime());
                cancel.cancel();
            }));
            SyncReport report = bench.sync.run(planned, commit, SyncApproval.plain(), cancel);
            assertTrue(report.cancelled());
            Thread.sleep(500);
            long late = bench.proxy.calls(bench.objects()).stream()
                    .filter(call -> call.at() > cancelled.get() + SOON.toNanos())
                    .count();
            assertEquals(0, late);
            long applied = report.count(ObjectResult.Outcome.APPLIED);
            assertTrue(applied >= objects / 3 - 1 && applied < objects, "applied " + applied);
            assertEquals(objects, report.results().size());
            bench.assertExact(report, commit, "cancelled");
            bench.assertExact(bench.recorded(), commit, "recorded");
            assertEquals(applied, bench.live().size());
            CaseRecord.passed(
                    "cancel", "1 cancel in " + objects + " objects", applied + " applied, exact; nothing sent later");
        }
    }
}
