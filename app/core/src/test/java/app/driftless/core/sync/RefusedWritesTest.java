package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.crash.KillRecord;
import app.driftless.testkit.fault.ApiCall;
import app.driftless.testkit.fault.ApiFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server that is too busy for single writes of a sync (goal 15, F58): each is made in the end, once, and not
/// before the time that the server named.
class RefusedWritesTest {
    private static final int OBJECTS = Integer.getInteger("driftless.objects", 9);
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path folder;

    @Test
    void eachIsSentAgainAfterTheNamedTimeAndMadeOnce() throws IOException {
        long seed = KillRecord.seed();
        var random = new Random(seed);
        try (var bench = new FaultBench(ControlPlane.shared(), folder)) {
            Map<String, Integer> named = new ConcurrentHashMap<>();
            for (int i = 0; i < OBJECTS; i += 3) {
                String object = "/configmaps/c" + i + "?";
                int seconds = 1 + random.nextInt(3);
                named.put("c" + i, seconds);
                bench.proxy.nth(
                        bench.objects().and(call -> call.path().contains(object)),
                        1,
                        ApiFault.Answer.of(random.nextBoolean() ? 429 : 503, "Retry-After: " + seconds));
            }
            int commit = bench.commit(OBJECTS);
            SyncReport report = bench.sync.sync(commit);
            assertEquals(OBJECTS, report.count(Outcome.APPLIED), report.toString());
            Map<String, Long> once = new TreeMap<>();
            for (int i = 0; i < OBJECTS; i++) {
                once.put("c" + i + " " + commit, 1L);
            }
            assertEquals(once, bench.written(), "-Ddriftless.seed=" + seed);
            named.forEach((name, seconds) -> {
                List<ApiCall> sent = bench.proxy.calls(
                        bench.objects().and(call -> call.path().contains("/configmaps/" + name + "?")));
                assertEquals(2, sent.size(), name);
                long pause = sent.get(1).at() - sent.get(0).at();
                assertTrue(pause >= seconds * SECOND, () -> name + " after " + pause + " ns of " + seconds + " s");
            });
        }
    }

    /// Credentials or rights that end in the middle of a sync (F62).
    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void whoIsNoLongerLetInStopsWithAnExactReport(int status) throws Exception {
        try (var bench = new FaultBench(ControlPlane.shared(), folder)) {
            var writes = new AtomicInteger();
            int commit = bench.commit(OBJECTS);
            LivePlanner.Planned planned = bench.sync.plan(commit);
            bench.proxy.always(
                    bench.objects().and(_ -> writes.incrementAndGet() > OBJECTS / 2), ApiFault.Answer.of(status));
            SyncReport report = bench.sync.run(planned, commit, SyncApproval.plain(), new CancelToken());
            bench.assertExact(report, commit, "refused with " + status);
            assertEquals(OBJECTS / 2, report.count(Outcome.APPLIED), report.toString());
            bench.proxy.heal();
            bench.converge(commit, Duration.ofSeconds(60));
            assertTrue(
                    bench.written().values().stream().allMatch(times -> times == 1),
                    bench.written().toString());
        }
    }
}
