package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.manifest.Gvk;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.crash.CaseRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R18: a server that takes few requests at a time takes all of a sync in the end, and answers a person
/// meanwhile. The property `driftless.objects` says how large the sync is.
class StarvedServerTest {
    private static final int OBJECTS = Integer.getInteger("driftless.objects", 60);
    private static final Gvk NAMESPACE = Gvk.of("v1", "Namespace");

    @TempDir
    Path folder;

    @Test
    void aServerThatTakesFewAtATimeTakesAllInTheEnd() throws Exception {
        try (var plane = ControlPlane.start(
                "starved",
                "--apiserver-arg=--enable-priority-and-fairness=false",
                "--apiserver-arg=--max-requests-inflight=10",
                "--apiserver-arg=--max-mutating-requests-inflight=4")) {
            String namespace = plane.namespace("starved");
            var scope = new SyncScope("repo", "apps", namespace, "test", "origin/main", Optional.empty());
            // Administrators of the system are never refused for want of room.
            try (var bench = SyncBench.restricted(
                    plane, folder, namespace, scope, "get,list,watch,create,update,patch,delete", "configmaps")) {
                int commit = bench.commit(bench.configs(OBJECTS, "a"));
                var work = CompletableFuture.supplyAsync(() -> bench.sync(commit), bench.workers.io());
                var times = new ArrayList<Double>();
                while (!work.isDone()) {
                    long start = System.nanoTime();
                    assertTrue(bench.cluster.get(NAMESPACE, "", "kube-system").isPresent());
                    times.add((System.nanoTime() - start) / 1e6);
                    Thread.sleep(10);
                }
                assertEquals(OBJECTS, work.join().count(ObjectResult.Outcome.APPLIED));
                assertEquals(
                        OBJECTS,
                        plane.kubectl("-n", namespace, "get", "configmap", "-o", "name")
                                .lines()
                                .filter(name -> name.startsWith("configmap/c"))
                                .count());
                Collections.sort(times);
                String reads = "95 %% of %d reads within %.0f ms"
                        .formatted(times.size(), times.get((int) (times.size() * 0.95)));
                System.out.println("starved: " + reads);
                CaseRecord.passed(
                        "starved",
                        OBJECTS + " objects compared and applied, 4 writes at a time",
                        "all applied; meanwhile " + reads);
            }
        }
    }
}
