package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.internal.sync.InventoryStore;
import app.driftless.core.problem.EngineException;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.testkit.cluster.ControlPlane;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The commits of a kill test, what a killed sync of them left, and what the next one must reach. Each commit changes
/// most objects, brings some and drops some.
record KilledSync(ControlPlane plane, String namespace, SyncBench bench) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NAMES = 28;

    /// Names and values of a commit's objects.
    static Map<String, String> objects(int number) {
        var objects = new TreeMap<String, String>();
        IntStream.range(0, NAMES)
                .filter(i -> (i + number) % 4 != 0)
                .forEach(i -> objects.put((i % 7 == 0 ? "ServiceAccount/s" : "ConfigMap/c") + i, "v" + number));
        return objects;
    }

    String yaml(int number) {
        return objects(number).entrySet().stream()
                .map(object -> """
                        ---
                        apiVersion: v1
                        kind: %s
                        metadata: {name: %s, namespace: %s, annotations: {value: %s}}
                        """.formatted(
                        object.getKey().split("/")[0], object.getKey().split("/")[1], namespace, object.getValue()))
                .collect(Collectors.joining());
    }

    /// What is there now, as another client sees it.
    ///
    /// @param selector such as `-l=…`; every object of ours has a value
    Map<String, String> live(String... selector) throws IOException {
        var command = new java.util.ArrayList<>(List.of("-n", namespace, "get", "configmap,serviceaccount", "-o=json"));
        command.addAll(List.of(selector));
        var live = new TreeMap<String, String>();
        for (JsonNode item :
                JSON.readTree(plane.kubectl(command.toArray(String[]::new))).path("items")) {
            String value = item.at("/metadata/annotations/value").asText();
            if (!value.isEmpty()) {
                live.put(
                        item.path("kind").asText() + "/"
                                + item.at("/metadata/name").asText(),
                        value);
            }
        }
        return live;
    }

    Optional<SyncMark> mark() {
        return new InventoryStore(bench.cluster, bench.workers)
                .read(bench.scope, List.of(namespace), new CancelToken())
                .mark();
    }

    /// The newest record of a sync; a history forgets the oldest, so that counting would not do.
    Optional<SyncReport> newest() {
        return bench.runner.history(bench.scope.repository()).stream().findFirst();
    }

    /// The record that the killed sync began; empty if it did not come so far.
    ///
    /// @param before the newest before it
    Optional<SyncReport> cut(Optional<SyncReport> before) {
        return newest().filter(
                        now -> before.filter(b -> b.id().equals(now.id())).isEmpty());
    }

    /// Where it was, by the ledger and by the lock in the cluster; empty if it had not taken the lock yet.
    Optional<String> step(Optional<SyncReport> cut, int number) {
        Optional<SyncMark> mark = mark();
        boolean held = mark.flatMap(SyncMark::holder).isPresent()
                && Integer.parseInt(mark.get().commit()) == number;
        if (cut.isEmpty()) {
            return held ? Optional.of("1 lease taken, no ledger yet") : Optional.empty();
        }
        return Optional.of(held ? stepOf(cut.get()) : "7 lease given back, end not yet told");
    }

    private static String stepOf(SyncReport cut) {
        if (!interrupted(cut)) {
            return "6 ledger ended, lease not yet given back";
        }
        if (cut.results().isEmpty()) {
            return "2 ledger begun, no object written";
        }
        if (cut.results().stream().anyMatch(r -> r.action() == Action.DELETE)) {
            return "5 in the prune";
        }
        return cut.count(Outcome.UNKNOWN) > 0
                ? "3 while objects were written, some with unknown outcome"
                : "4 between two writes";
    }

    static boolean interrupted(SyncReport report) {
        return report.problem().filter(p -> p.code() == SyncProblem.INTERRUPTED).isPresent();
    }

    /// Whatever it told as applied is in the cluster and in its record.
    ///
    /// @return how many there were
    int checkAcknowledged(List<String> said, Optional<SyncReport> cut, int number, String run) throws IOException {
        Map<String, String> live = live();
        int count = 0;
        for (String line : said) {
            if (line.startsWith("result APPLIED ")) {
                String[] words = line.split(" ");
                String key = words[3];
                boolean delete = words[2].equals("DELETE");
                assertEquals(delete ? null : "v" + number, live.get(key), run + ": " + line);
                assertTrue(
                        cut.orElseThrow().results().stream()
                                .anyMatch(r -> r.outcome() == Outcome.APPLIED
                                        && (r.key().kind() + "/" + r.key().name()).equals(key)),
                        () -> run + ": not in the ledger: " + line);
                count++;
            }
        }
        return count;
    }

    /// Syncs as a person does who tries again until the dead writer's lease has ended.
    SyncReport untilFree(int number) throws InterruptedException {
        for (int i = 0; ; i++) {
            try {
                LivePlanner.Planned planned = bench.plan(number);
                return bench.run(planned, number, SyncProcess.withDeletes(planned), new CancelToken());
            } catch (EngineException e) {
                assertEquals(SyncProblem.LOCKED, e.problem().code());
                assertTrue(e.problem().args().getFirst().toString().contains("process"), "names the holder");
                assertTrue(i < 60, "the lease of a dead writer ends");
                Thread.sleep(250);
            }
        }
    }

    /// The cluster is the commit, the inventory its objects, nothing is left to do and nobody holds the lock.
    void checkConverged(int number, String run) throws IOException {
        Map<String, String> desired = objects(number);
        assertEquals(desired, live(), run);
        LivePlanner.Planned again = bench.plan(number);
        assertTrue(again.plan().isEmpty(), run);
        Inventory inventory = again.inventory();
        assertEquals(
                desired.keySet(),
                inventory.members().stream()
                        .map(member -> member.key().kind() + "/" + member.key().name())
                        .collect(Collectors.toSet()),
                run);
        assertEquals(desired, live("-l=applyset.kubernetes.io/part-of=" + inventory.id()), run);
        SyncMark mark = inventory.mark().orElseThrow();
        assertEquals(number, Integer.parseInt(mark.commit()), run);
        assertEquals(Optional.of(number), mark.synced().map(Integer::parseInt), run);
        assertEquals(Optional.empty(), mark.holder(), run);
    }

    /// No record is left open or in doubt.
    void checkLedgers(String run) {
        for (SyncReport report : bench.runner.history(bench.scope.repository())) {
            assertEquals(0, report.count(Outcome.UNKNOWN), () -> run + ": " + report);
        }
    }
}
