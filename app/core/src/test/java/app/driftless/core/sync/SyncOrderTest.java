package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.health.Health;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.crash.CaseRecord;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The order in which objects are written, on a real API server whose admission insists on it (R11 of the engine
/// reference). `-Ddriftless.orders=100` plays as many random orders of the files.
class SyncOrderTest {
    private static final ControlPlane PLANE = ControlPlane.shared();
    private static final int ORDERS = Integer.getInteger("driftless.orders", 3);

    @TempDir
    Path state;

    private String namespace = "";
    private SyncBench bench;

    @BeforeEach
    void connect() {
        namespace = PLANE.namespace("order");
        bench = new SyncBench(PLANE, state, namespace);
    }

    @AfterEach
    void disconnect() {
        bench.close();
    }

    /// A write as the server saw it.
    private record Write(Instant received, Instant answered) {}

    private static Map<String, Write> writes() throws IOException {
        Map<String, Write> found = new HashMap<>();
        for (String line : Files.readAllLines(PLANE.auditLog())) {
            JsonNode event = new ObjectMapper().readTree(line);
            JsonNode object = event.path("objectRef");
            boolean applied = event.path("verb").asText().equals("patch")
                    && !event.path("requestURI").asText().contains("dryRun=All")
                    && event.path("stage").asText().equals("ResponseComplete")
                    && event.at("/responseStatus/code").asInt() < 300
                    && object.path("subresource").asText().isEmpty();
            if (applied) {
                String space = object.path("resource").asText().equals("namespaces")
                        ? ""
                        : object.path("namespace").asText();
                found.put(
                        space + "/" + object.path("resource").asText() + "/"
                                + object.path("name").asText(),
                        new Write(
                                Instant.parse(
                                        event.path("requestReceivedTimestamp").asText()),
                                Instant.parse(event.path("stageTimestamp").asText())));
            }
        }
        return found;
    }

    @Test
    void whateverTheOrderOfTheFilesEverythingIsTakenAtOnceAndNothingBeforeWhatItNeeds() throws IOException {
        for (int i = 0; i < ORDERS; i++) {
            var scenario = new OrderScenario(namespace + "-" + i);
            try (var fresh = new SyncBench(PLANE, state, namespace + "-" + i)) {
                SyncReport report = fresh.sync(fresh.commit(scenario.shuffled(i)));
                List<ObjectResult> missing = report.results().stream()
                        .filter(r -> r.outcome() != Outcome.APPLIED)
                        .toList();
                assertEquals(List.of(), missing, "order " + i);
                assertEquals(OrderScenario.SIZE, report.results().size());
            }
            Map<String, Write> writes = writes();
            for (OrderScenario.Pair pair : scenario.pairs()) {
                Write first = writes.get(pair.first());
                Write then = writes.get(pair.then());
                assertTrue(first != null && then != null, pair.toString());
                assertFalse(then.received().isBefore(first.answered()), "order " + i + ": " + pair);
            }
            for (String pod : scenario.pods()) {
                String[] place = pod.split("/");
                String limit = PLANE.kubectl(
                        "-n",
                        place[0],
                        "get",
                        "pod",
                        place[1],
                        "-o",
                        "jsonpath={.spec.containers[0].resources.limits.memory}");
                assertEquals("64Mi", limit, pod + " was made before its LimitRange");
            }
            CaseRecord.passed(
                    "orders",
                    i + 1 + " orders of " + OrderScenario.SIZE + " objects",
                    "all applied at the first try, in an order that the audit log shows to fit");
        }
    }

    private String inWave(int wave, String name) {
        return """
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s, namespace: %s, annotations: {argocd.argoproj.io/sync-wave: "%d"}}
                data: {key: value}
                """.formatted(name, namespace, wave);
    }

    private String deployment() {
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: %s}
                spec:
                  replicas: 1
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: "nginx:1"}]}
                """.formatted(namespace);
    }

    private static ObjectResult result(SyncReport report, String name) {
        return report.results().stream()
                .filter(r -> r.key().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void becomeAvailable() {
        PLANE.kubectl("-n", namespace, "patch", "deploy", "web", "--subresource=status", "--type=merge", "-p", """
                {"status": {"observedGeneration": 1, "replicas": 1, "updatedReplicas": 1, "readyReplicas": 1,
                 "availableReplicas": 1, "conditions": [{"type": "Available", "status": "True"}]}}""");
    }

    @Test
    void aWaveWaitsUntilTheOneBeforeItIsHealthy() throws IOException {
        bench.each = result -> {
            if (result.key().name().equals("web")) {
                bench.workers.io("rollout", () -> {
                    try {
                        Thread.sleep(600);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    becomeAvailable();
                });
            }
        };
        SyncReport report = bench.sync(bench.commit(inWave(1, "after") + deployment() + inWave(-1, "before")));
        assertEquals(3, report.count(Outcome.APPLIED), report.toString());
        assertEquals(
                Health.Status.HEALTHY,
                result(report, "web").health().orElseThrow().status());
        Map<String, Write> writes = writes();
        Instant web = writes.get(namespace + "/deployments/web").answered();
        assertTrue(writes.get(namespace + "/configmaps/before").answered().isBefore(web));
        assertTrue(writes.get(namespace + "/configmaps/after").received().isAfter(web.plusMillis(600)));
    }

    @Test
    void aWaveThatDoesNotGetHealthyInTimeIsNamedWithItsReasonAndTheNextOneIsNotApplied() {
        SyncReport report = bench.sync(bench.commit(inWave(1, "after") + inWave(2, "later") + deployment()));
        assertEquals(Outcome.APPLIED, result(report, "web").outcome());
        assertEquals(
                Health.Status.PROGRESSING,
                result(report, "web").health().orElseThrow().status());
        for (String name : List.of("after", "later")) {
            var problem = result(report, name).problem().orElseThrow();
            assertEquals(SyncProblem.NOT_HEALTHY, problem.code());
            assertEquals(3L, problem.args().get(1));
            assertEquals("apps/Deployment " + namespace + "/web", problem.args().getFirst());
        }
        assertEquals("", PLANE.kubectl("-n", namespace, "get", "configmap", "after", "--ignore-not-found"));
        assertFalse(bench.plan(1).inventory().mark().flatMap(SyncMark::synced).isPresent());
    }

    @Test
    void whatNeedsAnObjectThatWasNotAppliedIsNotAppliedEitherAndSaysSo() {
        String broken = deployment().replace("nginx:1\"", "nginx:1\", ports: [{containerPort: 70000}]");
        String dependent = inWave(0, "dependent")
                .replace(
                        "argocd.argoproj.io/sync-wave: \"0\"",
                        "config.kubernetes.io/depends-on: apps/namespaces/" + namespace + "/Deployment/web");
        SyncReport report =
                bench.sync(bench.commit(broken + dependent + inWave(0, "free")), SyncApproval::withoutTheRefused);
        assertEquals(Outcome.FAILED, result(report, "web").outcome());
        assertEquals(
                Optional.of(SyncProblem.NEEDS),
                result(report, "dependent").problem().map(p -> p.code()));
        assertEquals(Outcome.APPLIED, result(report, "free").outcome());
    }

    @Test
    void aNamespaceIsKeptWhileADeleteInItIsHeld() {
        String other = namespace + "-other";
        String in =
                "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: %1$s}\n---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: precious, namespace: %1$s}\nspec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}\n"
                        .formatted(other);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            many.append(inWave(0, "many-" + i));
        }
        bench.sync(bench.commit(many + in));
        int two = bench.commit(many.toString());
        var place = new ResourceKey("", "Namespace", "", other);
        SyncReport report = bench.sync(two, a -> a.withDeletes(List.of(place)));
        assertEquals(Outcome.HELD, result(report, "precious").outcome());
        assertEquals(Outcome.HELD, result(report, other).outcome());
        assertEquals("Active", PLANE.kubectl("get", "namespace", other, "-o", "jsonpath={.status.phase}"));
    }
}
