package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.Action;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.internal.sync.LiveBoard;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.testkit.cluster.ControlPlane;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Rows that watches keep true, beside looks at the whole, which take their time.
class LiveBoardTest {
    private static final ControlPlane PLANE = ControlPlane.shared();

    @TempDir
    Path state;

    private static void await(SignalSource<EnvironmentLive> live, Predicate<LiveRow> expected)
            throws InterruptedException {
        long end = System.nanoTime() + 20_000_000_000L;
        while (live.get().rows().stream().noneMatch(expected)) {
            assertTrue(System.nanoTime() < end, live.get()::toString);
            Thread.sleep(10);
        }
    }

    private static void edit(String namespace, String value) {
        PLANE.kubectl(
                "-n",
                namespace,
                "patch",
                "cm",
                "a",
                "--field-manager=kubectl-edit",
                "--type=merge",
                "-p",
                "{\"data\":{\"key\":\"" + value + "\"}}");
    }

    private static void told(AtomicInteger drifts, int times) throws InterruptedException {
        while (drifts.get() < times) {
            Thread.sleep(10);
        }
        assertEquals(times, drifts.get());
    }

    @Test
    @Timeout(60)
    void aLookThatBeganBeforeAChangeDoesNotHideIt() throws InterruptedException {
        String namespace = PLANE.namespace("board");
        var live = new SignalSource<>(EnvironmentLive.unknown(namespace, "test"));
        var drifts = new AtomicInteger();
        try (var bench = new SyncBench(PLANE, state, namespace);
                var board = new LiveBoard(
                        new LiveBoard.Parts(bench.workers, InstantSource.system(), bench.planner.differ()),
                        live,
                        new LiveBoard.Told(drifts::incrementAndGet, () -> {}))) {
            int one = bench.commit(bench.config("a", "desired"));
            bench.sync(one);
            LivePlanner.Planned before = bench.plan(one);
            board.show(bench.cluster, before, bench.desired(one));
            await(live, row -> row.action() == Action.UNCHANGED);
            edit(namespace, "edited");
            await(live, LiveRow::drifted);
            told(drifts, 1);
            edit(namespace, "desired");
            await(live, row -> row.action() == Action.OWNERSHIP);
            // What another made right is no less in need of looking after.
            edit(namespace, "edited");
            await(live, LiveRow::drifted);
            told(drifts, 2);

            board.show(bench.cluster, before, bench.desired(one));
            await(live, LiveRow::drifted);

            // Nor does a later look go back to what was reported before it.
            bench.sync(one, approval -> approval.with(SyncApproval.Conflicts.TAKE_OVER));
            board.show(bench.cluster, bench.plan(one), bench.desired(one));
            Thread.sleep(500);
            await(live, row -> row.action() == Action.UNCHANGED);
        }
    }

    @Test
    void versionsAreComparedAsNumbersWhereTheyAre() {
        assertTrue(object("10").mayFollow("9"));
        assertTrue(!object("9").mayFollow("10"));
        assertTrue(!object("10").mayFollow("10"));
        assertTrue(object("b").mayFollow("a"));
        assertTrue(!object("a").mayFollow("a"));
    }

    private static LiveObject object(String version) {
        return new LiveObject(
                new Gvk("", "v1", "ConfigMap"), new ResourceKey("", "ConfigMap", "ns", "a"), "uid", version, Map.of());
    }
}
