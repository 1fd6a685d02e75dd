package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.cluster.ApplyRequest;
import app.driftless.core.diff.Action;
import app.driftless.core.manifest.Resource;
import app.driftless.testkit.cluster.AuditLog;
import app.driftless.testkit.cluster.ControlPlane;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R20: what is not ours costs no memory, however much there is. In full:
/// `./mvnw -pl app/core -am -Dtest=UnrelatedObjectsTest -Ddriftless.unrelated=50000 test` with `-Xmx512m`.
class UnrelatedObjectsTest {
    private static final ControlPlane PLANE = ControlPlane.shared();
    private static final int UNRELATED = Integer.getInteger("driftless.unrelated", 1_000);
    private static final long MOST = UNRELATED >= 50_000 ? 50L << 20 : 5L << 20;
    private static final String FILLING = "x".repeat(UNRELATED >= 50_000 ? 2_000 : 10_000);

    @TempDir
    Path state;

    private static long used() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(50);
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    private static Resource object(String kind, String namespace, String name) {
        return SyncBench.parse("{apiVersion: v1, kind: %s, metadata: {name: %s, namespace: %s}, %s: {key: %s}}"
                        .formatted(kind, name, namespace, kind.equals("Secret") ? "stringData" : "data", FILLING))
                .getFirst();
    }

    @Test
    void whatIsNotOursCostsNoMemoryAndSecretsAreNeverListedEverywhere() throws Exception {
        String namespace = PLANE.namespace("crowd");
        String manifests = "";
        for (String kind : List.of("ConfigMap", "Secret")) {
            for (int i = 0; i < 4; i++) {
                manifests += "---\n{apiVersion: v1, kind: %s, metadata: {name: ours-%d, namespace: %s}}\n"
                        .formatted(kind, i, namespace);
            }
        }
        try (var bench = new SyncBench(PLANE, state, namespace)) {
            int one = bench.commit(manifests);
            // Ours are there, but without our label: only a list of the namespace finds them with one request.
            SyncBench.parse(manifests)
                    .forEach(ours -> bench.cluster.apply(new ApplyRequest(ours, false, true, Optional.empty())));
            bench.plan(one);
            var made = new ArrayList<CompletableFuture<?>>();
            for (int i = 0; i < UNRELATED; i++) {
                Resource other = object(i % 10 == 0 ? "Secret" : "ConfigMap", namespace, "other-" + i);
                made.add(CompletableFuture.runAsync(
                        () -> bench.cluster.apply(new ApplyRequest(other, false, true, Optional.empty())),
                        bench.workers.io()));
            }
            made.forEach(CompletableFuture::join);
            made.clear();
            long before = used();
            AuditLog audit = PLANE.audit();
            LivePlanner.Planned planned = bench.plan(one);
            long grown = used() - before;
            assertEquals(8, planned.plan().changes().size());
            assertTrue(planned.plan().changes().stream()
                    .noneMatch(change -> change.diff().action() == Action.ERROR));
            assertTrue(grown < MOST, grown / 1024 + " KiB more");
            assertTrue(audit.events().stream()
                    .noneMatch(event -> event.verb().equals("list")
                            && event.resource().equals("secrets")
                            && event.namespace().isEmpty()));
            System.out.printf("%,d unrelated objects: %,d KiB more%n", UNRELATED, grown / 1024);
        }
    }
}
