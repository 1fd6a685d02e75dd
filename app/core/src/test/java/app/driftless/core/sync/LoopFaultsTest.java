package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.driftless.core.diff.Action;
import app.driftless.testkit.cluster.AuditLog;
import app.driftless.testkit.cluster.ControlPlane;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens to a cluster that a loop follows: afterwards nothing was missed, and nothing was applied twice (R21,
/// F57, F61, F66). Outages that nobody tells of last `-Ddriftless.outage=60` seconds; without it they are not played.
class LoopFaultsTest {
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("driftless.outage", 0));
    /// A dead connection is noticed after 15 s of silence and 10 s without a sign of life.
    private static final Duration NOTICED = Duration.ofSeconds(27);
    /// Goal 15: a watch is back 30 s after the server is, at the latest.
    private static final Duration BACK = Duration.ofSeconds(30);

    private static ControlPlane plane;

    @TempDir
    Path folder;

    private LoopBench bench;
    private AuditLog audit;

    @BeforeAll
    static void startPlane() {
        plane = ControlPlane.start("followed", "--audit");
    }

    @AfterAll
    static void stopPlane() {
        plane.close();
    }

    @BeforeEach
    void startLoop() throws IOException {
        bench = new LoopBench(plane, folder);
        bench.await("first sync", BACK, bench::inSync);
        audit = plane.audit();
    }

    @AfterEach
    void stopLoop() throws IOException {
        bench.close();
    }

    private static void last(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }

    private void awaitStale() {
        bench.await("stale", BACK, () -> bench.loop.live().get().staleSince().isPresent());
    }

    /// Drift shows, and a commit arrives, once.
    private void goesOn(String after, Instant back) {
        bench.await("drift", BACK, () -> bench.row("Deployment").drifted());
        Duration seen = Duration.between(back, Instant.now());
        bench.await(
                "not stale", BACK, () -> bench.loop.live().get().staleSince().isEmpty());
        System.out.println("drift seen " + seen.toMillis() + " ms after " + after);
        bench.push("b");
        bench.loop.lookNow();
        bench.await("the next commit", BACK, () -> bench.value().equals("b"));
        bench.await("the row", BACK, () -> bench.row("ConfigMap").action() == Action.UNCHANGED);
        appliedOnce("b");
        assertEquals(
                "9", plane.kubectl("-n", bench.namespace, "get", "deploy", "web", "-o", "jsonpath={.spec.replicas}"));
    }

    private void appliedOnce(String value) {
        long writes = audit.writes(bench.namespace).stream()
                .filter(event -> event.name().equals("settings") && event.code() < 300)
                .filter(event -> event.body().at("/data/key").asText().equals(value))
                .count();
        assertEquals(1, writes, "writes of " + value);
    }

    @Test
    void cutConnections() {
        bench.proxy.cut();
        bench.scale(9);
        goesOn("cut connections", Instant.now());
    }

    @Test
    void aNetworkThatIsAwayForAWhile() throws InterruptedException {
        assumeTrue(OUTAGE.isPositive());
        bench.proxy.silence();
        bench.scale(9);
        last(OUTAGE);
        if (OUTAGE.compareTo(NOTICED) > 0) {
            assertTrue(bench.loop.live().get().staleSince().isPresent());
        }
        bench.proxy.heal();
        goesOn("the network came back", Instant.now());
    }

    @Test
    void aServerThatIsKilledWhileACommitArrives() throws InterruptedException {
        bench.push("killed");
        bench.loop.lookNow();
        plane.crash();
        awaitStale();
        plane.restart();
        Instant back = Instant.now();
        bench.scale(9);
        bench.await("the commit", BACK, () -> bench.value().equals("killed"));
        goesOn("a kill", back);
        appliedOnce("killed");
    }

    @Test
    void aServerThatSleepsWhileACommitArrives() throws InterruptedException {
        assumeTrue(OUTAGE.isPositive());
        bench.push("asleep");
        plane.freeze();
        try {
            bench.loop.lookNow();
            last(OUTAGE);
            if (OUTAGE.compareTo(NOTICED) > 0) {
                assertTrue(bench.loop.live().get().staleSince().isPresent());
            }
        } finally {
            plane.thaw();
        }
        Instant back = Instant.now();
        bench.scale(9);
        bench.await("the commit", BACK, () -> bench.value().equals("asleep"));
        goesOn("sleep", back);
        appliedOnce("asleep");
    }

    /// What a watch would go on from is not known to the server any more (410), and meanwhile an object went.
    @Test
    void aPlaceInTheWatchThatTheServerHasForgotten() throws IOException {
        bench.proxy.down();
        awaitStale();
        String deployments = "/apis/apps/v1/namespaces/" + bench.namespace + "/deployments";
        String place =
                plane.kubectl("get", "--raw", deployments).replaceAll("(?s).*?\"resourceVersion\":\"(\\d+)\".*", "$1");
        bench.scale(9);
        plane.kubectl("-n", bench.namespace, "delete", "configmap", "settings");
        plane.restart();
        String answer =
                plane.kubectl("get", "--raw", deployments + "?watch=1&timeoutSeconds=2&resourceVersion=" + place);
        assertTrue(answer.contains("\"code\":410"), answer);
        bench.proxy.up();
        Instant back = Instant.now();
        bench.await("created again", BACK, () -> bench.value().equals("a"));
        appliedOnce("a");
        goesOn("410", back);
        assertEquals(Optional.empty(), bench.loop.live().get().problem());
    }
}
