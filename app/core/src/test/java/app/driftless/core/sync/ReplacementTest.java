package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.Action;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.testkit.cluster.AuditEvent;
import app.driftless.testkit.cluster.AuditLog;
import app.driftless.testkit.cluster.ControlPlane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Immutable changes on a real API server (R13 of the engine reference), its audit log the judge.
class ReplacementTest {
    private static final ControlPlane PLANE = ControlPlane.shared();
    private static final String POD =
            "metadata: {labels: {app: %1$s}}, spec: {containers: [{name: c, image: \"nginx:1\"}]";

    @TempDir
    Path state;

    private String namespace = "";
    private SyncBench bench;

    @BeforeEach
    void connect() {
        namespace = PLANE.namespace("replace");
        bench = new SyncBench(PLANE, state, namespace);
    }

    @AfterEach
    void disconnect() {
        bench.close();
    }

    private String object(String apiVersion, String kind, String name, String rest) {
        return """
                ---
                apiVersion: %s
                kind: %s
                metadata: {name: %s, namespace: %s}
                %s
                """.formatted(apiVersion, kind, name, namespace, rest);
    }

    private String service(String ip) {
        return object(
                "v1", "Service", "svc", "spec: {clusterIP: %s, ports: [{port: 80}], selector: {a: b}}".formatted(ip));
    }

    private String deployment(String label) {
        return object(
                "apps/v1",
                "Deployment",
                "deploy",
                "spec: {selector: {matchLabels: {app: %1$s}}, template: {".formatted(label) + POD.formatted(label)
                        + "}}}");
    }

    private String job(String image) {
        return object(
                "batch/v1",
                "Job",
                "job",
                "spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: \"%s\"}]}}}"
                        .formatted(image));
    }

    private String statefulSet(String name, String service, String size) {
        return object(
                "apps/v1",
                "StatefulSet",
                name,
                ("spec: {serviceName: %2$s, selector: {matchLabels: {app: %1$s}},"
                                        + " volumeClaimTemplates: [{metadata: {name: d}, spec: {accessModes: [ReadWriteOnce],"
                                        + " resources: {requests: {storage: %3$s}}}}], template: {")
                                .formatted(name, service, size)
                        + POD.formatted(name) + "}}}");
    }

    private String secret(String type) {
        return object(
                "v1", "Secret", "sec", "type: %s\nstringData: {username: u, password: canary-0815}".formatted(type));
    }

    private String frozen(String value) {
        return object("v1", "ConfigMap", "frozen", "immutable: true\ndata: {key: \"%s\"}".formatted(value));
    }

    private String binding(String role) {
        return object(
                "rbac.authorization.k8s.io/v1",
                "RoleBinding",
                "bind",
                "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %s}\nsubjects: [{kind: ServiceAccount, name: x, namespace: %s}]"
                        .formatted(role, namespace));
    }

    private String group() {
        return "g" + namespace + ".example.org";
    }

    private String definition(String scope) {
        return """
                ---
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: things.%1$s}
                spec:
                  group: %1$s
                  names: {kind: Thing, plural: things, singular: thing, listKind: ThingList}
                  scope: %2$s
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    schema:
                      openAPIV3Schema:
                        type: object
                        properties:
                          spec:
                            type: object
                            properties:
                              region: {type: string, x-kubernetes-validations: [{rule: self == oldSelf}]}
                              size: {type: integer, maximum: 9}
                """.formatted(group(), scope);
    }

    private String thing(String region, int size) {
        return object(group() + "/v1", "Thing", "thing", "spec: {region: %s, size: %d}".formatted(region, size));
    }

    private String claim(String storageClass) {
        return object(
                "v1",
                "PersistentVolumeClaim",
                "claim",
                "spec: {accessModes: [ReadWriteOnce], storageClassName: %s, resources: {requests: {storage: 1Gi}}}"
                        .formatted(storageClass));
    }

    private static Map<String, Action> actions(SyncPlan plan) {
        var actions = new TreeMap<String, Action>();
        plan.changes()
                .forEach(c -> actions.put(
                        c.diff().key().kind() + "/" + c.diff().key().name(),
                        c.diff().action()));
        return actions;
    }

    private static SyncApproval replacing(SyncPlan plan) {
        SyncApproval approval = SyncApproval.plain();
        for (PlannedChange change : plan.changes()) {
            approval = approval.with(change.diff().key(), ObjectApproval::replaced);
        }
        return approval;
    }

    private static Map<String, Outcome> outcomes(SyncReport report) {
        var outcomes = new TreeMap<String, Outcome>();
        report.results()
                .forEach(r -> outcomes.put(r.key().kind() + "/" + r.key().name(), r.outcome()));
        return outcomes;
    }

    private static ObjectResult result(SyncReport report, String kind) {
        return report.results().stream()
                .filter(r -> r.key().kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private LiveObject live(String apiVersion, String kind, String name) {
        return bench.cluster.get(Gvk.of(apiVersion, kind), namespace, name).orElseThrow();
    }

    private List<AuditEvent> ours(AuditLog audit) {
        return audit.writes(namespace).stream()
                .filter(event -> event.userAgent().contains("driftless"))
                .toList();
    }

    @Test
    void everyImmutableChangeIsToldApartNeedsConsentAndIsThenReplaced() {
        bench.sync(bench.commit(definition("Namespaced")));
        String all = definition("Namespaced");
        bench.sync(bench.commit(all
                + service("10.96.7.7")
                + deployment("one")
                + job("nginx:1")
                + secret("Opaque")
                + frozen("1")
                + binding("view")
                + thing("here", 3)));
        int changed = bench.commit(all
                + service("10.96.7.8")
                + deployment("two")
                + job("nginx:2")
                + secret("kubernetes.io/basic-auth")
                + frozen("2")
                + binding("edit")
                + thing("there", 3));
        Set<String> replaced = Set.of(
                "Service/svc",
                "Deployment/deploy",
                "Job/job",
                "Secret/sec",
                "ConfigMap/frozen",
                "RoleBinding/bind",
                "Thing/thing");
        LivePlanner.Planned planned = bench.plan(changed);
        var expected = new TreeMap<String, Action>();
        replaced.forEach(name -> expected.put(name, Action.REPLACE));
        expected.put("CustomResourceDefinition/things." + group(), Action.UNCHANGED);
        assertEquals(expected, actions(planned.plan()), problems(planned.plan()));
        assertEquals(
                replaced.size(),
                planned.plan().risks().stream()
                        .filter(r -> r.kind() == Risk.Kind.RECREATE && r.consent())
                        .count());
        planned.plan().changes().stream()
                .map(PlannedChange::diff)
                .filter(d -> d.action() == Action.REPLACE)
                .forEach(d -> assertTrue(
                        d.differences().size() > 0 && d.predicted().isPresent(),
                        d.key().toString()));

        AuditLog audit = PLANE.audit();
        SyncReport held = bench.run(planned, changed, SyncApproval.plain(), new CancelToken());
        assertEquals(replaced.size(), held.count(Outcome.HELD));
        assertEquals(
                SyncProblem.REPLACE_UNCONFIRMED,
                result(held, "Service").problem().orElseThrow().code());
        assertEquals(List.of(), ours(audit));
        Map<String, String> uids = new LinkedHashMap<>();
        planned.plan()
                .changes()
                .forEach(c -> uids.put(c.diff().key().toString(), c.diff().uid().orElseThrow()));

        SyncReport done = bench.run(planned, changed, replacing(planned.plan()), new CancelToken());
        assertEquals(replaced.size(), done.count(Outcome.APPLIED), done.toString());
        assertEquals(
                "10.96.7.8", ((Map<?, ?>) live("v1", "Service", "svc").body().get("spec")).get("clusterIP"));
        assertEquals(
                "kubernetes.io/basic-auth", live("v1", "Secret", "sec").body().get("type"));
        LivePlanner.Planned again = bench.plan(changed);
        assertTrue(again.plan().isEmpty(), problems(again.plan()) + actions(again.plan()));
        assertEquals(8, again.inventory().members().size());
        again.plan().changes().stream()
                .map(PlannedChange::diff)
                .filter(d -> !d.key().kind().startsWith("Custom"))
                .forEach(d ->
                        assertNotEquals(uids.get(d.key().toString()), d.uid().orElseThrow()));
        List<AuditEvent> deletes =
                ours(audit).stream().filter(e -> e.verb().equals("delete")).toList();
        assertEquals(replaced.size(), deletes.size());
        for (AuditEvent delete : deletes) {
            assertTrue(uids.containsValue(delete.body().at("/preconditions/uid").asText()));
            assertTrue(delete.body().at("/preconditions").hasNonNull("resourceVersion"));
        }
    }

    private static String problems(SyncPlan plan) {
        return plan.changes().stream()
                .map(PlannedChange::diff)
                .filter(d -> d.problem().isPresent())
                .map(d -> d.key() + ": " + d.problem().get() + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void whatHoldsDataOrOtherObjectsIsNeverReplaced() {
        bench.sync(bench.commit(definition("Namespaced") + claim("fast")));
        int changed = bench.commit(definition("Cluster") + claim("slow"));
        LivePlanner.Planned planned = bench.plan(changed);
        assertEquals(Set.of(Action.ERROR), Set.copyOf(actions(planned.plan()).values()));
        assertEquals(
                List.of("immutable.data", "immutable.data"),
                planned.plan().risks().stream()
                        .filter(r -> r.kind() == Risk.Kind.IMMUTABLE)
                        .map(r -> r.reason().key())
                        .toList());
        AuditLog audit = PLANE.audit();
        bench.run(planned, changed, replacing(planned.plan()).withoutTheRefused(), new CancelToken());
        assertEquals(
                List.of(),
                audit.events().stream()
                        .filter(e -> e.verb().equals("delete") && e.userAgent().contains("driftless"))
                        .toList());
        assertEquals(
                "fast",
                ((Map<?, ?>) live("v1", "PersistentVolumeClaim", "claim").body().get("spec")).get("storageClassName"));
    }

    @Test
    void whatIsMerelyInvalidNeverDeletes() {
        bench.sync(bench.commit(definition("Namespaced")));
        String good = definition("Namespaced")
                + deployment("one")
                + service("10.96.7.17")
                + thing("here", 3)
                + object(
                        "networking.k8s.io/v1",
                        "NetworkPolicy",
                        "np",
                        "spec: {podSelector: {}, policyTypes: [Ingress]}");
        bench.sync(bench.commit(good));
        int bad = bench.commit(
                good.replace("spec: {selector: {matchLabels", "spec: {replicas: -1, selector: {matchLabels")
                        .replace("port: 80", "port: 99999")
                        .replace("size: 3", "size: 10")
                        .replace("[Ingress]", "[Sideways]"));
        // A wrong value beside an immutable one is wrong all the same.
        int both = bench.commit(good.replace("matchLabels: {app: one}", "matchLabels: {app: two}")
                .replace("labels: {app: one}", "labels: {app: two}")
                .replace("nginx:1", "")
                .replace("region: here, size: 3", "region: there, size: 10"));
        AuditLog audit = PLANE.audit();
        for (int number : List.of(bad, both)) {
            LivePlanner.Planned planned = bench.plan(number);
            long errors = planned.plan().changes().stream()
                    .filter(c -> c.diff().action() == Action.ERROR)
                    .count();
            assertEquals(number == bad ? 4 : 2, errors, actions(planned.plan()) + problems(planned.plan()));
            assertTrue(actions(planned.plan()).values().stream().noneMatch(Action.REPLACE::equals));
            bench.run(planned, number, replacing(planned.plan()).withoutTheRefused(), new CancelToken());
        }
        assertEquals(
                List.of(),
                ours(audit).stream().filter(e -> e.verb().equals("delete")).toList());
    }

    @Test
    void aPolicyThatForbidsTheChangeIsNotGotAround() {
        policy("UPDATE", "object.data.key == oldObject.data.key", "key is immutable");
        bench.sync(bench.commit(object("v1", "ConfigMap", "kept", "data: {key: old}")));
        int changed = bench.commit(object("v1", "ConfigMap", "kept", "data: {key: new}"));
        await(() -> bench.plan(changed).plan().changes().getFirst().diff().action() == Action.ERROR);
        assertEquals(
                Risk.Kind.REFUSED, bench.plan(changed).plan().risks().getFirst().kind());
    }

    private void policy(String operation, String expression, String message) {
        apply("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: %1$s}
                spec:
                  failurePolicy: Fail
                  matchConstraints:
                    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [%2$s], resources: [configmaps, services]}]
                  validations: [{expression: '%3$s', message: '%4$s'}]
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: %1$s}
                spec:
                  policyName: %1$s
                  validationActions: [Deny]
                  matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}}
                """.formatted(namespace, operation, expression, message));
    }

    private void apply(String yaml) {
        try {
            Path file = Files.writeString(state.resolve("seed.yaml"), yaml);
            PLANE.kubectl("apply", "-f", file.toString());
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not happen within 20 s");
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void whereTheNewOneIsRefusedTheOldOneIsPutBackToTheLastByteAndOwner() {
        String named =
                "(object.kind == \"Service\" ? object.spec.clusterIP != \"10.96.7.28\" : object.data.key != \"new\") || object.metadata.name.startsWith(\"driftless-dry-run\")";
        bench.sync(bench.commit(frozen("old") + service("10.96.7.27")));
        PLANE.kubectl(
                "-n",
                namespace,
                "annotate",
                "service",
                "svc",
                "hand.example.org/note=kept",
                "--field-manager=kubectl-edit");
        policy("CREATE", named, "not this one");
        await(() -> refused(frozen("new").replace("name: frozen", "name: probe")));
        LiveObject service = live("v1", "Service", "svc");
        LiveObject frozen = live("v1", "ConfigMap", "frozen");
        int changed = bench.commit(frozen("new") + service("10.96.7.28"));
        LivePlanner.Planned planned = bench.plan(changed);
        assertEquals(
                Map.of("ConfigMap/frozen", Action.REPLACE, "Service/svc", Action.REPLACE), actions(planned.plan()));
        SyncReport report = bench.run(planned, changed, replacing(planned.plan()), new CancelToken());
        assertEquals(Map.of("ConfigMap/frozen", Outcome.FAILED, "Service/svc", Outcome.FAILED), outcomes(report));
        for (LiveObject before : List.of(service, frozen)) {
            LiveObject after = live("v1", before.key().kind(), before.key().name());
            assertNotEquals(before.uid(), after.uid());
            assertEquals(plain(before), plain(after));
            ObjectResult result = result(report, before.key().kind());
            assertEquals(
                    SyncProblem.REPLACE_RESTORED, result.problem().orElseThrow().code());
            assertTrue(String.valueOf(result.problem().get().args().getFirst()).contains("not this one"));
        }
        List<ResourceDiff> same = bench.plan(changed).plan().changes().stream()
                .map(PlannedChange::diff)
                .toList();
        assertEquals(
                planned.plan().changes().stream()
                        .map(c -> c.diff().differences())
                        .toList(),
                same.stream().map(ResourceDiff::differences).toList());
    }

    private boolean refused(String yaml) {
        return bench.cluster.apply(new app.driftless.core.cluster.ApplyRequest(
                        SyncBench.parse(yaml).getFirst(), true, false, Optional.empty()))
                instanceof app.driftless.core.cluster.ApplyAnswer.Refused;
    }

    /// Without what a server makes anew.
    private static Map<String, Object> plain(LiveObject object) {
        var body = new LinkedHashMap<>(object.body());
        body.remove("status");
        var metadata = new LinkedHashMap<Object, Object>((Map<?, ?>) body.get("metadata"));
        metadata.keySet().removeAll(Set.of("uid", "resourceVersion", "creationTimestamp", "generation"));
        body.put("metadata", metadata);
        return body;
    }

    @Test
    void aKillBetweenDeleteAndCreateIsFinishedByTheNextStart() throws Exception {
        bench.sync(bench.commit(frozen("old") + binding("view")));
        bench.commit(frozen("new") + binding("edit"));
        PLANE.kubectl(
                "-n",
                namespace,
                "patch",
                "configmap",
                "frozen",
                "--type=merge",
                "-p",
                "{\"metadata\":{\"finalizers\":[\"example.org/hold\"]}}");
        Path commits = Files.createDirectories(state.resolve("commits"));
        for (int i = 1; i <= 2; i++) {
            Files.writeString(commits.resolve(i + ".yaml"), bench.yaml(i));
        }
        try (var process = SyncProcess.start(PLANE, state, namespace, commits, 2)) {
            process.until("result APPLIED REPLACE RoleBinding");
            await(() -> PLANE.kubectl(
                                    "-n",
                                    namespace,
                                    "get",
                                    "configmap",
                                    "frozen",
                                    "-o",
                                    "jsonpath={.metadata.deletionTimestamp}")
                            .length()
                    > 0);
            process.kill();
        }
        // While it is held, nothing is known yet, and nothing is lost.
        bench.runner.settle(bench.scope, bench.cluster);
        bench.runner.finish(bench.scope, bench.cluster, () -> true);
        assertEquals(
                Outcome.UNKNOWN,
                result(bench.runner.history(bench.scope.repository()).getFirst(), "ConfigMap")
                        .outcome());
        PLANE.kubectl(
                "-n",
                namespace,
                "patch",
                "configmap",
                "frozen",
                "--type=merge",
                "-p",
                "{\"metadata\":{\"finalizers\":null}}");
        assertEquals("", PLANE.kubectl("-n", namespace, "get", "configmap", "frozen", "--ignore-not-found"));
        // Nobody may write now: it stays open.
        bench.runner.finish(bench.scope, bench.cluster, () -> false);
        assertEquals("", PLANE.kubectl("-n", namespace, "get", "configmap", "frozen", "--ignore-not-found"));
        // The dead writer's lease has to run out first.
        await(() -> {
            try {
                bench.runner.finish(bench.scope, bench.cluster, () -> true);
                return true;
            } catch (app.driftless.core.problem.EngineException e) {
                assertEquals(SyncProblem.LOCKED, e.problem().code());
                return false;
            }
        });
        assertEquals(
                Map.of("key", "new"), live("v1", "ConfigMap", "frozen").body().get("data"));
        SyncReport report = bench.runner.history(bench.scope.repository()).getFirst();
        assertEquals(
                Map.of("ConfigMap/frozen", Outcome.APPLIED, "RoleBinding/bind", Outcome.APPLIED), outcomes(report));
        assertTrue(bench.plan(2).plan().isEmpty());
        assertEquals(2, bench.plan(2).inventory().members().size());
    }

    @Test
    void aStatefulSetLeavesItsPodsRunning() throws Exception {
        ControlPlane full = ControlPlane.withControllers();
        namespace = full.namespace("replace");
        try (var bench = new SyncBench(full, state, namespace)) {
            bench.sync(bench.commit(statefulSet("a", "one", "1Gi") + statefulSet("b", "one", "1Gi")));
            List<String> names = List.of("a-0", "b-0");
            await(() -> names.stream().allMatch(n -> uid(full, n).length() > 0));
            List<String> pods = names.stream().map(n -> uid(full, n)).toList();
            int changed = bench.commit(statefulSet("a", "two", "1Gi") + statefulSet("b", "one", "2Gi"));
            LivePlanner.Planned planned = bench.plan(changed);
            assertEquals(
                    Map.of("StatefulSet/a", Action.REPLACE, "StatefulSet/b", Action.REPLACE),
                    actions(planned.plan()),
                    problems(planned.plan()));
            assertEquals(
                    "recreate.alone", planned.plan().risks().getFirst().reason().key());
            SyncReport report = bench.run(planned, changed, replacing(planned.plan()), new CancelToken());
            assertEquals(2, report.count(Outcome.APPLIED), report.toString());
            assertEquals("two", full.kubectl("-n", namespace, "get", "sts", "a", "-o", "jsonpath={.spec.serviceName}"));
            assertEquals(pods, names.stream().map(n -> uid(full, n)).toList());
        }
    }

    private String uid(ControlPlane plane, String pod) {
        return plane.kubectl(
                "-n", namespace, "get", "pod", pod, "--ignore-not-found", "-o", "jsonpath={.metadata.uid}");
    }
}
