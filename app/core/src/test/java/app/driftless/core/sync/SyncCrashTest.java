package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.problem.EngineException;
import app.driftless.testkit.cluster.AuditLog;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.crash.KillRecord;
import app.driftless.testkit.crash.Moments;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final int SHORT_RUN = 3;
    private final long seed = KillRecord.seed();
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

    @Test
    void afterAKillTheNextSyncConvergesWithoutOrphans() throws Exception {
        var record = new KillRecord("Sync", seed);
        Map<Part, Moments> moments = new EnumMap<>(Map.of(
                Part.BEGINNING, new Moments(random, 600_000_000),
                Part.WRITING, new Moments(random, 600_000_000),
                Part.END, new Moments(random, 80_000_000)));
        var sync = new KilledSync(PLANE, namespace, bench);
        Path commits = Files.createDirectories(state.resolve("commits"));
        AuditLog audit = PLANE.audit();
        int number = commit(sync, commits);
        while (record.kills() < KillRecord.wanted(SHORT_RUN)) {
            String run = record.toString();
            Optional<SyncReport> before = sync.newest();
            Part part = random.nextInt(2) == 0 ? Part.WRITING : random.nextBoolean() ? Part.BEGINNING : Part.END;
            List<String> said = killed(part, moments.get(part), commits, number);
            Optional<SyncReport> cut = sync.cut(before);
            boolean late = said.getLast().startsWith("end");
            Optional<String> step = sync.step(cut, number).filter(_ -> !late);
            step.ifPresentOrElse(record::landed, record::outside);
            if (late) {
                moments.get(part).late();
            } else {
                moments.get(part).hit();
            }
            record.found("writes acknowledged; lost: 0", sync.checkAcknowledged(said, cut, number, run));
            record.found(
                    "writes with unknown outcome, settled",
                    cut.map(c -> c.count(ObjectResult.Outcome.UNKNOWN)).orElse(0L));
            // Every other time a newer commit is there before the sync is tried again.
            int next = random.nextBoolean() ? number : commit(sync, commits);
            assertEquals(Optional.empty(), sync.untilFree(next).problem(), run);
            sync.checkConverged(next, run);
            sync.checkLedgers(run);
            record.found("next syncs: cluster = commit, inventory = its objects, next plan empty, lock free", 1);
            record.write();
            number = commit(sync, commits);
        }
        assertWrittenOnce(audit);
    }

    private int commit(KilledSync sync, Path commits) throws IOException {
        int number = bench.commit("");
        bench.amend(number, sync.yaml(number));
        Files.writeString(commits.resolve(number + ".yaml"), bench.yaml(number));
        return number;
    }

    /// Where to begin to wait for the moment of a kill.
    private enum Part {
        BEGINNING,
        WRITING,
        END
    }

    private List<String> killed(Part part, Moments moments, Path commits, int number) throws Exception {
        try (var process = SyncProcess.start(PLANE, state, namespace, commits, number)) {
            var said = new ArrayList<>(process.until("begin sync"));
            int objects = Integer.parseInt(said.getLast().replaceFirst(".* ", ""));
            int results =
                    switch (part) {
                        case BEGINNING -> 0;
                        case WRITING -> 1;
                        case END -> objects;
                    };
            for (int i = 0; i < results; i++) {
                said.addAll(process.until("result"));
            }
            moments.await();
            said.addAll(process.kill());
            return said;
        }
    }

    /// By the audit log: no value was written twice, though syncs were cut and repeated.
    private void assertWrittenOnce(AuditLog audit) {
        Map<String, Long> writes = audit.writes(namespace).stream()
                .filter(event -> event.verb().equals("patch") && event.code() < 300)
                .filter(event -> event.body().at("/metadata/annotations/value").isTextual())
                .collect(Collectors.groupingBy(
                        event -> event.resource() + "/" + event.name() + " "
                                + event.body().at("/metadata/annotations/value").asText(),
                        Collectors.counting()));
        assertTrue(writes.size() > 0, "the audit log has the writes");
        writes.forEach((write, times) -> assertEquals(1, times, write + ", seed " + seed));
    }

    @RepeatedTest(2)
    @DisabledOnOs(OS.WINDOWS)
    void aWriterThatSleptBeyondItsLeaseWritesNothingAnyMore() throws Exception {
        int one = bench.commit(configs(OBJECTS, "1"));
        int two = bench.commit(configs(OBJECTS, "2"));
        Path commits = Files.createDirectories(state.resolve("commits"));
        Files.writeString(commits.resolve("1.yaml"), bench.yaml(one));
        try (var sleeper = SyncProcess.start(PLANE, state.resolve("other"), namespace, commits, one)) {
            for (int i = 0; i < 8; i++) {
                sleeper.until("result");
            }
            sleeper.signal("STOP");
            EngineException refusal = assertThrows(EngineException.class, () -> bench.sync(two));
            assertEquals(SyncProblem.LOCKED, refusal.problem().code());
            assertEquals("0000000", refusal.problem().args().get(1));
            SyncReport report = new KilledSync(PLANE, namespace, bench).untilFree(two);
            assertEquals(Optional.empty(), report.problem());
            sleeper.signal("CONT");
            assertTrue(sleeper.untilEnd().getLast().startsWith("end SYNC-004"));
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
        new KilledSync(PLANE, namespace, bench).untilFree(6);
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
