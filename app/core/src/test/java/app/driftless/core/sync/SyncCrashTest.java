package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.EngineException;
import app.driftless.testkit.cluster.ControlPlane;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Syncs that are killed, put to sleep, or meet another writer (R15 and R25 of the engine reference). The property
/// `driftless.kills` says how often; `driftless.seed` repeats a run.
class SyncCrashTest {
    private static final ControlPlane PLANE = ControlPlane.shared();
    private static final int OBJECTS = 40;
    private final long seed = Long.getLong("driftless.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    Path state;

    private String namespace = "";
    private SyncBench bench;

    @BeforeEach
    void connect() {
        namespace = PLANE.namespace("crash");
        bench = new SyncBench(PLANE, state, namespace);
    }

    @AfterEach
    void disconnect() {
        bench.close();
    }

    private String configs(int count, String value) {
        return IntStream.range(0, count)
                .mapToObj(i -> """
                        ---
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: c%d, namespace: %s}
                        data: {key: "%s"}
                        """.formatted(i, namespace, value))
                .collect(Collectors.joining());
    }

    private SyncReport untilFree(int commit) throws InterruptedException {
        Set<ResourceKey> all = IntStream.range(0, OBJECTS)
                .mapToObj(i -> new ResourceKey("", "ConfigMap", namespace, "c" + i))
                .collect(Collectors.toSet());
        for (int i = 0; ; i++) {
            try {
                return bench.sync(
                        commit, a -> new SyncApproval(a.conflicts(), Map.of(), all, Map.of(), false, Set.of()));
            } catch (EngineException e) {
                assertEquals(SyncProblem.LOCKED, e.problem().code());
                assertTrue(e.problem().args().getFirst().toString().contains("process"), "names the holder");
                assertTrue(i < 60, "the lease of a dead writer ends");
                Thread.sleep(250);
            }
        }
    }

    @Test
    void afterAKillTheNextSyncConvergesWithoutOrphans() throws Exception {
        int kills = Integer.getInteger("driftless.kills", 3);
        for (int run = 1; run <= kills; run++) {
            String value = "v" + run;
            int whole = bench.commit(configs(OBJECTS, value));
            List<String> commits =
                    IntStream.rangeClosed(1, whole).mapToObj(bench::yaml).toList();
            int after = random.nextInt(OBJECTS - 5);
            try (var process = SyncProcess.start(PLANE, state, namespace, commits, whole)) {
                assertTrue(process.awaitResults(after + 1), "seed " + seed);
                process.kill();
            }
            SyncReport cut = bench.runner.history(bench.scope.repository()).getFirst();
            assertEquals(SyncProblem.INTERRUPTED, cut.problem().orElseThrow().code());
            // Every other time the next commit drops half of what the killed sync was writing.
            int left = run % 2 == 0 ? OBJECTS : OBJECTS / 2;
            int next = run % 2 == 0 ? whole : bench.commit(configs(left, value));
            SyncReport report = untilFree(next);
            assertEquals(java.util.Optional.empty(), report.problem(), "seed " + seed);
            assertEquals(left, bench.plan(next).inventory().members().size(), "seed " + seed);
            assertTrue(bench.plan(next).plan().isEmpty());
            String live = PLANE.kubectl("-n", namespace, "get", "configmap", "-o", "jsonpath={.items[*].data.key}");
            assertEquals(left, live.split(value, -1).length - 1, "seed " + seed + ": " + live);
            SyncReport settled = bench.runner.history(bench.scope.repository()).stream()
                    .filter(r -> r.id().equals(cut.id()))
                    .findFirst()
                    .orElseThrow();
            assertEquals(0, settled.count(ObjectResult.Outcome.UNKNOWN), settled.toString());
            assertTrue(settled.count(ObjectResult.Outcome.APPLIED) > after);
        }
    }

    @RepeatedTest(2)
    @DisabledOnOs(OS.WINDOWS)
    void aWriterThatSleptBeyondItsLeaseWritesNothingAnyMore() throws Exception {
        int one = bench.commit(configs(OBJECTS, "1"));
        int two = bench.commit(configs(OBJECTS, "2"));
        try (var sleeper = SyncProcess.start(
                PLANE, state.resolve("other"), namespace, List.of(bench.yaml(one), bench.yaml(two)), one)) {
            assertTrue(sleeper.awaitResults(8));
            sleeper.signal("STOP");
            EngineException refusal = assertThrows(EngineException.class, () -> bench.sync(two));
            assertEquals(SyncProblem.LOCKED, refusal.problem().code());
            assertEquals("0000000", refusal.problem().args().get(1));
            SyncReport report = untilFree(two);
            assertEquals(java.util.Optional.empty(), report.problem());
            sleeper.signal("CONT");
            assertEquals("SYNC-004", sleeper.awaitEnd());
        }
        assertNothingWentBack();
        assertTrue(bench.plan(two).plan().isEmpty());
    }

    @Test
    void twoWritersNeverFlap() throws Exception {
        try (var other = new SyncBench(PLANE, state.resolve("other"), namespace)) {
            for (int i = 1; i <= 6; i++) {
                String yaml = configs(5, String.valueOf(i));
                bench.commit(yaml);
                other.commit(yaml);
            }
            List<SyncBench> writers = List.of(bench, other);
            var threads = writers.stream()
                    .map(writer -> Thread.ofVirtual().start(() -> {
                        var own = new Random(random.nextLong());
                        for (int i = 0; i < 12; i++) {
                            attempt(writer, 1 + own.nextInt(6));
                        }
                    }))
                    .toList();
            for (Thread thread : threads) {
                thread.join();
            }
        }
        untilFree(6);
        assertNothingWentBack();
        assertTrue(bench.plan(6).plan().isEmpty());
    }

    private static void attempt(SyncBench writer, int commit) {
        try {
            writer.sync(commit);
        } catch (EngineException e) {
            assertTrue(
                    Set.of(SyncProblem.LOCKED, SyncProblem.BACKWARDS)
                            .contains(e.problem().code()),
                    e.problem().toString());
        }
    }

    /// By the audit log: the values of each object only ever grow.
    private void assertNothingWentBack() throws IOException {
        Map<String, Integer> newest = new HashMap<>();
        int writes = 0;
        for (String line : Files.readAllLines(PLANE.auditLog())) {
            JsonNode event = new ObjectMapper().readTree(line);
            String uri = event.path("requestURI").asText();
            if (event.path("verb").asText().equals("patch")
                    && uri.contains(namespace + "/configmaps/c")
                    && !uri.contains("dryRun=All")
                    && event.at("/responseStatus/code").asInt() < 300) {
                int value = event.at("/responseObject/data/key").asInt();
                String name = event.at("/objectRef/name").asText();
                int before = newest.getOrDefault(name, 0);
                assertTrue(value >= before, name + " went back from " + before + " to " + value + ", seed " + seed);
                newest.put(name, value);
                writes++;
            }
        }
        assertTrue(writes > 0, "the audit log has the writes");
    }
}
