package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.testkit.cluster.AuditEvent;
import app.driftless.testkit.cluster.AuditLog;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.cluster.WebhookServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R5: a namespace, a kind and what is in and of them, all in one change.
class NewObjectsTest {
    private static final ControlPlane PLANE = ControlPlane.shared();

    @TempDir
    Path folder;

    private String fresh = "";
    private SyncBench bench;

    private static final String CHANGE = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: NS}
            ---
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: things.NS.example.org}
            spec:
              group: NS.example.org
              scope: Namespaced
              names: {plural: things, kind: Thing}
              versions:
              - name: v1
                served: true
                storage: true
                schema:
                  openAPIV3Schema:
                    type: object
                    x-kubernetes-validations:
                    - {rule: "self.metadata.name != 'forbidden'", message: such a name is not allowed}
                    properties:
                      spec:
                        type: object
                        x-kubernetes-validations: [{rule: "self.low <= self.high", message: low must not be above high}]
                        required: [high]
                        properties:
                          low: {type: integer, default: 1}
                          high: {type: integer, maximum: 100}
                          mode: {type: string, enum: [auto, manual], default: auto}
            ---
            {apiVersion: NS.example.org/v1, kind: Thing, metadata: {name: t, namespace: NS}, spec: {high: 5}}
            ---
            {apiVersion: v1, kind: ConfigMap, metadata: {name: c, namespace: NS}, data: {key: value}}
            ---
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: d, namespace: NS}, spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}}}
            ---
            {apiVersion: v1, kind: Secret, metadata: {name: s, namespace: NS}, stringData: {k: secret}}
            ---
            {apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: r, namespace: NS}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}, subjects: [{kind: User, name: u}]}
            """;

    @BeforeEach
    void connect() {
        String home = PLANE.namespace("home");
        fresh = "fresh-" + home.substring(home.lastIndexOf('-') + 1);
        bench = new SyncBench(PLANE, folder.resolve("state"), home);
    }

    @AfterEach
    void disconnect() {
        bench.close();
    }

    private String change() {
        return CHANGE.replace("NS", fresh);
    }

    private static Map<String, Outcome> outcomes(SyncReport report) {
        return report.results().stream().collect(Collectors.toMap(r -> r.key().kind(), ObjectResult::outcome));
    }

    @Test
    void allOfItIsPlannedAndArrivesInOneSync() {
        int commit = bench.commit(change());
        var plan = bench.plan(commit).plan();
        assertTrue(plan.changes().stream().allMatch(c -> c.diff().action() == Action.CREATE), plan.toString());
        AuditLog audit = PLANE.audit();
        SyncReport report = bench.sync(commit);
        assertTrue(outcomes(report).values().stream().allMatch(Outcome.APPLIED::equals), report.toString());
        for (String name : List.of("t", "c", "d", "s", "r")) {
            List<Boolean> asked = audit.events().stream()
                    .filter(e -> e.verb().equals("patch")
                            && e.namespace().equals(fresh)
                            && e.name().equals(name))
                    .filter(e -> e.code() < 300)
                    .map(AuditEvent::dryRun)
                    .toList();
            assertEquals(List.of(true, false), asked, name);
        }
        assertTrue(bench.plan(commit).plan().isEmpty());
    }

    @Test
    void whatIsWrongWithAnObjectOfANewKindIsToldBeforeAnyWrite() {
        Map<String, String> wrong = Map.of(
                "spec: {high: 500}", "spec.high",
                "spec: {high: 5, low: 9}", "low must not be above high",
                "spec: {low: 3}", "high",
                "spec: {high: 5, mode: often}", "spec.mode",
                "spec: {high: 5, unknown: 1}", "unknown");
        wrong.forEach((spec, cause) -> wrongly(change().replace("spec: {high: 5}", spec), cause));
        wrongly(change().replace("{name: t, ", "{name: forbidden, "), "such a name is not allowed");
    }

    private void wrongly(String yaml, String cause) {
        AuditLog audit = PLANE.audit();
        ResourceDiff thing = bench.plan(bench.commit(yaml)).plan().changes().stream()
                .map(c -> c.diff())
                .filter(d -> d.type().kind().equals("Thing"))
                .findFirst()
                .orElseThrow();
        assertEquals(Action.ERROR, thing.action(), yaml);
        assertTrue(thing.problem().orElseThrow().args().toString().contains(cause), thing.problem() + " for " + cause);
        assertEquals(Optional.of(ResourceDiff.Approximation.KIND_IS_NEW), thing.approximate());
        assertTrue(audit.events().stream().noneMatch(AuditEvent::write));
    }

    @Test
    void whatWouldBecomeSomethingElseThanForeseenIsHeld() throws Exception {
        Function<com.fasterxml.jackson.databind.JsonNode, List<Map<String, Object>>> patch =
                _ -> List.of(Map.of("op", "replace", "path", "/data/key", "value", "other"));
        try (var webhook = WebhookServer.start(folder, patch)) {
            Path file = Files.writeString(folder.resolve("hook.yaml"), webhook.mutating(fresh, "\"\"", "configmaps"));
            PLANE.kubectl("create", "-f", file.toString());
            // Admission is configured through informers, so it takes effect a little later.
            Thread.sleep(1500);
            SyncReport report = bench.sync(bench.commit(change()));
            assertEquals(Outcome.HELD, outcomes(report).get("ConfigMap"), report.toString());
            var problem = report.results().stream()
                    .filter(r -> r.outcome() == Outcome.HELD)
                    .findFirst()
                    .flatMap(ObjectResult::problem)
                    .orElseThrow();
            assertEquals(SyncProblem.NOT_AS_FORESEEN, problem.code());
            assertEquals(List.of(".data.key"), problem.args());
            assertEquals(Outcome.APPLIED, outcomes(report).get("Secret"));
        } finally {
            PLANE.kubectl("delete", "mutatingwebhookconfiguration", fresh, "--ignore-not-found");
        }
    }
}
