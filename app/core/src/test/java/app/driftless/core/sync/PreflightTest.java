package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.diff.Action;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlanProblem;
import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.ProblemCode;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.testkit.cluster.ControlPlane;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing is written while anything knowable is wrong (R9 of the engine reference), the server's audit log the
/// judge.
class PreflightTest {
    private static final ControlPlane PLANE = ControlPlane.shared();

    @TempDir
    Path state;

    private String namespace = "";

    @BeforeEach
    void place() {
        namespace = PLANE.namespace("preflight");
    }

    private SyncScope scope() {
        return new SyncScope("repo", "apps", namespace, "test", "origin/main", Optional.of(namespace));
    }

    private SyncBench admin() {
        return new SyncBench(PLANE.kubeconfig(), PLANE.context(), state.resolve("admin"), namespace, scope());
    }

    /// Somebody who may do everything here but delete.
    private SyncBench withoutDelete() {
        return SyncBench.restricted(
                PLANE,
                state.resolve("dev"),
                namespace,
                scope(),
                "get,list,watch,create,update,patch",
                "configmaps,secrets,resourcequotas");
    }

    private String config(String name, String value, String more) {
        return """
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s, namespace: %s}
                %s
                data: {key: "%s"}
                """.formatted(name, namespace, more, value);
    }

    private String secret(String name) {
        return """
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: %s, namespace: %s}
                stringData: {key: value}
                """.formatted(name, namespace);
    }

    private String configs(int count) {
        return IntStream.range(0, count).mapToObj(i -> config("c" + i, "a", "")).collect(Collectors.joining());
    }

    private void denyByPolicy() throws IOException {
        Path file = Files.writeString(state.resolve("policy.yaml"), """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: deny-%1$s}
                spec:
                  matchConstraints:
                    namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
                    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [configmaps]}]
                  validations: [{expression: "object.metadata.name != 'denied'", message: "this name is taken by policy"}]
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: deny-%1$s}
                spec: {policyName: deny-%1$s, validationActions: [Deny]}
                """.formatted(namespace));
        PLANE.kubectl("apply", "-f", file.toString());
    }

    /// As the quota controller would write it, which does not run here.
    private void quotaWithOneLeft() {
        PLANE.kubectl("-n", namespace, "create", "quota", "few", "--hard=count/secrets=3");
        PLANE.kubectl(
                "-n", namespace, "patch", "resourcequota", "few", "--subresource=status", "--type=merge", "-p", """
                {"status": {"hard": {"count/secrets": "3"}, "used": {"count/secrets": "2"}}}""");
    }

    private int writes() throws IOException {
        int count = 0;
        for (String line : Files.readAllLines(PLANE.auditLog())) {
            JsonNode event = new ObjectMapper().readTree(line);
            String uri = event.path("requestURI").asText();
            boolean write = Set.of("create", "update", "patch", "delete")
                            .contains(event.path("verb").asText())
                    && !uri.contains("dryRun=All")
                    && !uri.contains("selfsubjectaccessreviews");
            if (write
                    && event.path("userAgent").asText().contains("driftless")
                    && event.path("stage").asText().equals("ResponseComplete")
                    && event.at("/user/username").asText().contains(namespace)) {
                count++;
            }
        }
        return count;
    }

    private static Map<String, ProblemCode> refused(SyncPlan plan) {
        return plan.refused().stream()
                .collect(Collectors.toMap(
                        diff -> diff.key().name(),
                        diff -> diff.problem().orElseThrow().code()));
    }

    private void awaitPolicy(SyncBench dev, int commit) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            boolean denied = dev.plan(commit).plan().refused().stream()
                    .anyMatch(diff -> diff.key().name().equals("denied"));
            if (denied) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("The policy was not enforced in time");
    }

    @Test
    void whatWouldFailIsReportedAtOnceAndNothingIsWritten() throws Exception {
        denyByPolicy();
        quotaWithOneLeft();
        String stays = config("frozen", "a", "immutable: true");
        String kept =
                IntStream.range(0, 6).mapToObj(i -> config("kept" + i, "a", "")).collect(Collectors.joining());
        try (var admin = admin();
                var dev = withoutDelete()) {
            admin.sync(admin.commit(kept + stays + config("goes", "a", "")));
            dev.commit(admin.yaml(1));
            awaitPolicy(dev, dev.commit(config("denied", "a", "")));
            String bad =
                    stays.replace("\"a\"", "\"b\"") + config("denied", "a", "") + secret("fits") + secret("too-many");
            int three = dev.commit(kept + configs(200) + bad);
            LivePlanner.Planned planned = dev.plan(three);
            assertEquals(
                    Map.of(
                            "denied", ClusterProblem.ADMISSION_REFUSED,
                            "frozen", PlanProblem.MAY_NOT_REPLACE,
                            "goes", PlanProblem.MAY_NOT_DELETE,
                            "too-many", PlanProblem.QUOTA),
                    refused(planned.plan()));
            EngineException refusal = assertThrows(
                    EngineException.class, () -> dev.run(planned, three, SyncApproval.plain(), new CancelToken()));
            assertEquals(SyncProblem.REFUSED, refusal.problem().code());
            String named = String.valueOf(refusal.problem().args().get(1));
            for (String name : List.of("denied", "frozen", "goes", "too-many")) {
                assertTrue(named.contains("/" + name + " ("), named);
            }
            assertEquals(0, writes());

            SyncReport rest = dev.run(planned, three, SyncApproval.plain().withoutTheRefused(), new CancelToken());
            assertEquals(201, rest.count(Outcome.APPLIED));
            assertEquals(4, rest.count(Outcome.FAILED));
            assertTrue(writes() >= 201);
        }
    }

    @Test
    void aRefusedObjectThatIsNotAskedForDoesNotKeepTheOthers() {
        try (var admin = admin()) {
            String broken = config("broken", "a", "").replace("data:", "bogus: 1\ndata:");
            int one = admin.commit(broken + config("fine", "a", ""));
            var fine = new ResourceKey("", "ConfigMap", namespace, "fine");
            SyncReport report = admin.sync(one, a -> a.withOnly(Set.of(fine)));
            assertEquals(1, report.count(Outcome.APPLIED));
            assertThrows(EngineException.class, () -> admin.sync(one));
        }
    }

    @Test
    void anObjectThatIsNamedAndNowhereIsAWarning() {
        String pod = """
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: lonely, namespace: %s}
                spec:
                  containers:
                  - name: main
                    image: "nginx:1"
                    envFrom: [{configMapRef: {name: nowhere}}, {configMapRef: {name: there}}, {configMapRef: {name: planned}}]
                """.formatted(namespace);
        PLANE.kubectl("-n", namespace, "create", "configmap", "there");
        try (var admin = admin()) {
            SyncPlan plan =
                    admin.plan(admin.commit(pod + config("planned", "a", ""))).plan();
            List<Risk> named = plan.risks().stream()
                    .filter(risk -> risk.kind() == Risk.Kind.REFERENCE)
                    .toList();
            assertEquals(1, named.size(), named.toString());
            assertEquals(
                    List.of("ConfigMap " + namespace + "/nowhere"),
                    named.getFirst().reason().args());
            assertEquals("lonely", named.getFirst().resource().name());
            assertEquals(List.of(), plan.refused());
        }
    }

    @Test
    void whoMayChangeButNotCreateInANamespaceThatThePlanBringsIsToldBefore() {
        try (var dev = withoutDelete()) {
            PLANE.kubectl(
                    "create",
                    "clusterrole",
                    "change-" + namespace,
                    "--verb=get,list,patch",
                    "--resource=configmaps,namespaces");
            PLANE.kubectl(
                    "create",
                    "clusterrolebinding",
                    "change-" + namespace,
                    "--clusterrole=change-" + namespace,
                    "--user=dev-" + namespace);
            String other = namespace + "-new";
            String in = "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: %s}\n".formatted(other)
                    + config("inside", "a", "").replace("namespace: " + namespace, "namespace: " + other);
            Map<String, ProblemCode> refused = refused(dev.plan(dev.commit(in)).plan());
            assertEquals(PlanProblem.MAY_NOT_CREATE, refused.get("inside"));
            assertEquals(ClusterProblem.FORBIDDEN, refused.get(other));
        }
    }

    /// R10: the plan that was approved is what runs, or nothing of it that has changed since.
    @Test
    void anObjectThatWasChangedOrMadeAnewSinceThePlanStopsForAnotherPlanWhileAStatusMayMove() throws IOException {
        try (var admin = admin()) {
            String quota = """
                    ---
                    apiVersion: v1
                    kind: ResourceQuota
                    metadata: {name: status, namespace: %s}
                    spec: {hard: {configmaps: "%%s"}}
                    """.formatted(namespace);
            admin.sync(admin.commit(config("field", "1", "") + config("anew", "1", "") + quota.formatted("10")));
            int two = admin.commit(config("field", "2", "") + config("anew", "2", "") + quota.formatted("20"));
            LivePlanner.Planned planned = admin.plan(two);
            PLANE.kubectl(
                    "-n", namespace, "patch", "configmap", "field", "--type=merge", "-p", "{\"data\":{\"key\":\"x\"}}");
            PLANE.kubectl("-n", namespace, "delete", "configmap", "anew");
            PLANE.kubectl("-n", namespace, "create", "configmap", "anew", "--from-literal=key=1");
            PLANE.kubectl(
                    "-n",
                    namespace,
                    "patch",
                    "resourcequota",
                    "status",
                    "--subresource=status",
                    "--type=merge",
                    "-p",
                    """
                    {"status": {"hard": {"configmaps": "10"}}}""");
            SyncReport report = admin.run(planned, two, SyncApproval.plain(), new CancelToken());
            for (ObjectResult result : report.results()) {
                boolean moved = !result.key().kind().equals("ResourceQuota");
                assertEquals(
                        moved ? Optional.of(SyncProblem.MOVED) : Optional.empty(),
                        result.problem().map(problem -> problem.code()),
                        result.toString());
            }
            assertEquals(
                    "x", PLANE.kubectl("-n", namespace, "get", "configmap", "field", "-o", "jsonpath={.data.key}"));
            assertEquals("1", PLANE.kubectl("-n", namespace, "get", "configmap", "anew", "-o", "jsonpath={.data.key}"));
            assertEquals(
                    List.of(Action.UPDATE, Action.UPDATE),
                    admin.plan(two).plan().changes().stream()
                            .map(change -> change.diff())
                            .map(ResourceDiff::action)
                            .filter(action -> action != Action.UNCHANGED)
                            .toList());
        }
    }
}
