package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.health.Health;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.ProblemCode;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.testkit.cluster.ControlPlane;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Syncs on a real API server, its audit log the judge of what was written.
class SyncRunnerTest {
    private static final ControlPlane PLANE = ControlPlane.shared();

    @TempDir
    Path state;

    private String namespace = "";
    private SyncBench bench;

    @BeforeEach
    void connect() {
        namespace = PLANE.namespace("sync");
        bench = new SyncBench(PLANE, state, namespace);
    }

    @AfterEach
    void disconnect() {
        bench.close();
    }

    private String deployment(int replicas) {
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: %s, labels: {app: web}}
                spec:
                  replicas: %d
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: "nginx:1"}]}
                """.formatted(namespace, replicas);
    }

    private ResourceKey key(String kind, String name) {
        return new ResourceKey(kind.equals("Deployment") ? "apps" : "", kind, namespace, name);
    }

    private String get(String kind, String name, String path) {
        return PLANE.kubectl("-n", namespace, "get", kind, name, "-o", "jsonpath={" + path + "}");
    }

    private void edit(String patch) {
        PLANE.kubectl(
                "-n", namespace, "patch", "deploy", "web", "--field-manager=kubectl-edit", "--type=merge", "-p", patch);
    }

    private static Map<Outcome, Long> outcomes(SyncReport report) {
        return report.results().stream().collect(Collectors.groupingBy(ObjectResult::outcome, Collectors.counting()));
    }

    private static ObjectResult result(SyncReport report, ResourceKey key) {
        return report.results().stream()
                .filter(r -> r.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static ProblemCode refusal(Runnable work) {
        return assertThrows(EngineException.class, work::run).problem().code();
    }

    private List<JsonNode> writes(String within) throws IOException {
        var found = new ArrayList<JsonNode>();
        for (String line : Files.readAllLines(PLANE.auditLog())) {
            JsonNode event = new ObjectMapper().readTree(line);
            String uri = event.path("requestURI").asText();
            boolean write = Set.of("create", "update", "patch", "delete")
                    .contains(event.path("verb").asText());
            if (write
                    && uri.contains(within)
                    && !uri.contains("dryRun=All")
                    && event.path("userAgent").asText().contains("driftless")
                    && event.path("stage").asText().equals("ResponseComplete")) {
                found.add(event);
            }
        }
        return found;
    }

    @Test
    void aFirstSyncBringsEverythingAndTheSecondWritesNothing() throws IOException {
        int one = bench.commit(bench.configs(5, "a") + deployment(2));
        SyncReport report = bench.sync(one);
        assertEquals(Map.of(Outcome.APPLIED, 6L), outcomes(report));
        assertEquals(Optional.empty(), report.problem());
        assertEquals("a", get("configmap", "c3", ".data.key"));
        assertEquals(
                Health.Status.PROGRESSING,
                result(report, key("Deployment", "web")).health().orElseThrow().status());
        LivePlanner.Planned again = bench.plan(one);
        assertTrue(again.plan().isEmpty(), again.plan().toString());
        assertEquals(6, again.inventory().members().size());
        int before = writes("/").size();
        SyncReport noop = bench.sync(one);
        assertEquals(Map.of(Outcome.SKIPPED, 6L), outcomes(noop));
        assertEquals(before, writes("/").size());
        SyncMark mark = again.inventory().mark().orElseThrow();
        assertEquals(Optional.of("%040d".formatted(1)), mark.synced());
        assertEquals(Optional.empty(), mark.holder());
    }

    @Test
    void theParentIsAnApplySet() {
        bench.sync(bench.commit(bench.config("a", "1") + deployment(1)));
        Inventory inventory = bench.plan(1).inventory();
        JsonNode parent = json("-n", inventory.namespace(), "get", "configmap", inventory.name(), "-o", "json");
        assertEquals(
                inventory.id(),
                parent.at("/metadata/labels/applyset.kubernetes.io~1id").asText());
        JsonNode annotations = parent.at("/metadata/annotations");
        assertEquals(
                "ConfigMap,Deployment.apps",
                annotations.path("applyset.kubernetes.io/contains-group-kinds").asText());
        assertEquals(
                namespace,
                annotations.path("applyset.kubernetes.io/additional-namespaces").asText());
        assertTrue(annotations.path("applyset.kubernetes.io/tooling").asText().startsWith("driftless/"));
        assertEquals(inventory.id(), get("configmap", "a", ".metadata.labels.applyset\\.kubernetes\\.io/part-of"));
    }

    private static JsonNode json(String... arguments) {
        try {
            return new ObjectMapper().readTree(PLANE.kubectl(arguments));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void namespacesComeFirstThenDefinitionsThenTheirObjectsAndThePruneIsLast() throws IOException {
        String group = "g" + namespace + ".example.org";
        String crd = """
                ---
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: widgets.%1$s}
                spec:
                  group: %1$s
                  names: {kind: Widget, plural: widgets, singular: widget, listKind: WidgetList}
                  scope: Namespaced
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                ---
                apiVersion: %1$s/v1
                kind: Widget
                metadata: {name: w, namespace: %2$s-new}
                spec: {size: 3}
                ---
                apiVersion: v1
                kind: Namespace
                metadata: {name: %2$s-new}
                """.formatted(group, namespace);
        bench.sync(bench.commit(bench.configs(4, "a")));
        int two = bench.commit(crd + bench.config("fresh", "b") + bench.configs(3, "a"));
        SyncReport report = bench.sync(two);
        assertEquals(Optional.empty(), report.problem());
        assertEquals(Map.of(Outcome.APPLIED, 5L, Outcome.SKIPPED, 3L), outcomes(report));
        List<String> order = writes(namespace).stream()
                .filter(e -> !e.path("requestURI").asText().contains("driftless-" + namespace))
                .map(e -> e.path("verb").asText() + " "
                        + e.at("/objectRef/resource").asText())
                .toList();
        order = order.subList(4, order.size());
        int widget = order.indexOf("patch widgets");
        assertTrue(order.indexOf("patch namespaces") < widget, order.toString());
        assertTrue(order.indexOf("patch customresourcedefinitions") < widget, order.toString());
        assertEquals("delete configmaps", order.getLast());
        assertEquals(5, order.size());
    }

    @Test
    void deletesThatLoseDataWaitForConsentAndCarryPreconditions() throws IOException {
        bench.sync(bench.commit(bench.configs(8, "a")));
        int two = bench.commit(bench.config("c0", "b"));
        SyncReport held = bench.sync(two);
        assertEquals(Map.of(Outcome.APPLIED, 1L, Outcome.HELD, 7L), outcomes(held));
        assertEquals(
                SyncProblem.DELETE_UNCONFIRMED,
                result(held, key("ConfigMap", "c5")).problem().orElseThrow().code());
        assertEquals("a", get("configmap", "c5", ".data.key"));
        Set<ResourceKey> all =
                IntStream.range(1, 8).mapToObj(i -> key("ConfigMap", "c" + i)).collect(Collectors.toSet());
        SyncReport done = bench.sync(two, a -> a.withDeletes(all));
        assertEquals(7, done.count(Outcome.APPLIED));
        assertEquals(1, bench.plan(two).inventory().members().size());
        for (JsonNode delete : writes(namespace)) {
            if (delete.path("verb").asText().equals("delete")) {
                assertTrue(
                        delete.at("/requestObject/preconditions/uid").asText().length() > 30);
                assertTrue(delete.at("/requestObject/preconditions").has("resourceVersion"));
            }
        }
    }

    @Test
    void nothingIsPrunedAfterAFailedApplyOrAnEmptyRender() {
        bench.sync(bench.commit(bench.configs(12, "a")));
        int bad = bench.commit(bench.configs(11, "a")
                + bench.config("c11", "x")
                        .replace("data:", "data: {key: 1}\nbogus:")
                        .replace("c11", "broken"));
        SyncReport report = bench.sync(bad, SyncApproval::withoutTheRefused);
        assertEquals(
                SyncProblem.PRUNE_WAITS,
                result(report, key("ConfigMap", "c11")).problem().orElseThrow().code());
        int empty = bench.commit("");
        SyncReport nothing = bench.sync(empty);
        assertEquals(0, nothing.count(Outcome.APPLIED));
        assertEquals(12, bench.plan(empty).inventory().members().size());
    }

    @Test
    void aConflictIsHeldLeftOrTakenOverAsApproved() {
        bench.sync(bench.commit(deployment(2) + bench.config("other", "a")));
        edit("{\"spec\":{\"replicas\":7}}");
        int two = bench.commit(deployment(3).replace("nginx:1", "nginx:2") + bench.config("other", "b"));
        SyncReport held = bench.sync(two);
        assertEquals(Outcome.HELD, result(held, key("Deployment", "web")).outcome());
        assertEquals(
                SyncProblem.CONFLICT,
                result(held, key("Deployment", "web")).problem().orElseThrow().code());
        assertEquals(Outcome.APPLIED, result(held, key("ConfigMap", "other")).outcome());
        assertEquals("7", get("deploy", "web", ".spec.replicas"));
        assertEquals("nginx:1", get("deploy", "web", ".spec.template.spec.containers[0].image"));

        SyncReport left = bench.sync(two, a -> conflicts(SyncApproval.Conflicts.LEAVE));
        assertEquals(Outcome.APPLIED, result(left, key("Deployment", "web")).outcome());
        assertEquals("7", get("deploy", "web", ".spec.replicas"));
        assertEquals("nginx:2", get("deploy", "web", ".spec.template.spec.containers[0].image"));

        SyncReport taken = bench.sync(two, a -> conflicts(SyncApproval.Conflicts.TAKE_OVER));
        assertEquals(Outcome.APPLIED, result(taken, key("Deployment", "web")).outcome());
        assertEquals("3", get("deploy", "web", ".spec.replicas"));
        assertTrue(bench.plan(two).plan().isEmpty());
    }

    private static SyncApproval conflicts(SyncApproval.Conflicts conflicts) {
        return SyncApproval.plain().with(conflicts);
    }

    @Test
    void onlyApprovedPathsArePutBack() {
        int one = bench.commit(deployment(2));
        bench.sync(one);
        edit(
                "{\"spec\":{\"replicas\":7,\"template\":{\"spec\":{\"containers\":[{\"name\":\"web\",\"image\":\"evil:1\"}]}}}}");
        ResourceKey web = key("Deployment", "web");
        SyncReport some = bench.sync(one, a -> approved(web, ".spec.replicas"));
        assertEquals(Outcome.HELD, result(some, web).outcome());
        assertEquals("7", get("deploy", "web", ".spec.replicas"));
        SyncReport all = bench.sync(
                one, a -> approved(web, ".spec.replicas", ".spec.template.spec.containers[name=\"web\"].image"));
        assertEquals(Outcome.APPLIED, result(all, web).outcome());
        assertEquals("2", get("deploy", "web", ".spec.replicas"));
        assertEquals("nginx:1", get("deploy", "web", ".spec.template.spec.containers[0].image"));
    }

    private static SyncApproval approved(ResourceKey key, String... paths) {
        return SyncApproval.plain().with(key, object -> object.take(Set.of(paths)));
    }

    @Test
    void whatWasAddedByHandGoesOnlyByAnExplicitRemoval() {
        int one = bench.commit(deployment(2));
        bench.sync(one);
        edit("{\"metadata\":{\"labels\":{\"hand.example.org/made\":\"1\"}}}");
        ResourceKey web = key("Deployment", "web");
        SyncReport held = bench.sync(one);
        assertEquals(
                SyncProblem.BY_HAND, result(held, web).problem().orElseThrow().code());
        SyncReport removed = bench.sync(
                one, a -> a.with(web, object -> object.remove(Set.of(".metadata.labels.hand.example.org/made"))));
        assertEquals(Outcome.APPLIED, result(removed, web).outcome());
        assertFalse(get("deploy", "web", ".metadata.labels").contains("hand"));
        assertTrue(bench.plan(one).plan().isEmpty());
    }

    @Test
    void nothingGoesBackwardsUnasked() {
        int one = bench.commit(bench.config("a", "old"));
        int two = bench.commit(bench.config("a", "new"));
        bench.sync(two);
        assertEquals(SyncProblem.BACKWARDS, refusal(() -> bench.sync(one)));
        assertEquals("new", get("configmap", "a", ".data.key"));
        bench.sync(one, a -> a.withRollback(true));
        assertEquals("old", get("configmap", "a", ".data.key"));
    }

    @Test
    void anObjectThatChangedAfterThePlanIsNotWrittenButAStatusMayMove() {
        bench.sync(bench.commit(deployment(2) + bench.config("a", "1")));
        int two = bench.commit(deployment(3) + bench.config("a", "2"));
        LivePlanner.Planned planned = bench.plan(two);
        PLANE.kubectl(
                "-n",
                namespace,
                "patch",
                "deploy",
                "web",
                "--subresource=status",
                "--type=merge",
                "-p",
                "{\"status\":{\"replicas\":2}}");
        PLANE.kubectl("-n", namespace, "label", "configmap", "a", "touched=1");
        SyncReport report = bench.run(planned, two, SyncApproval.plain(), new CancelToken());
        assertEquals(Outcome.APPLIED, result(report, key("Deployment", "web")).outcome());
        assertEquals(
                SyncProblem.MOVED,
                result(report, key("ConfigMap", "a")).problem().orElseThrow().code());
        assertEquals("1", get("configmap", "a", ".data.key"));
    }

    @Test
    void whatAppearedOrWentAfterThePlanIsNeitherOverwrittenNorCreatedAnew() {
        bench.sync(bench.commit(bench.config("goes", "1") + bench.config("stays", "1")));
        int two = bench.commit(bench.config("goes", "2") + bench.config("stays", "1") + bench.config("appears", "2"));
        LivePlanner.Planned planned = bench.plan(two);
        PLANE.kubectl("-n", namespace, "delete", "configmap", "goes");
        PLANE.kubectl("-n", namespace, "create", "configmap", "appears", "--from-literal=key=theirs");
        SyncReport report = bench.run(planned, two, SyncApproval.plain(), new CancelToken());
        for (String name : List.of("goes", "appears")) {
            assertEquals(
                    SyncProblem.MOVED,
                    result(report, key("ConfigMap", name))
                            .problem()
                            .orElseThrow()
                            .code());
        }
        assertEquals("theirs", get("configmap", "appears", ".data.key"));
        assertEquals("", PLANE.kubectl("-n", namespace, "get", "configmap", "goes", "--ignore-not-found"));
    }

    @Test
    void anObjectOfSomebodyElseIsLeftAlone() {
        PLANE.kubectl("-n", namespace, "create", "configmap", "a", "--from-literal=key=theirs");
        PLANE.kubectl(
                "-n", namespace, "annotate", "configmap", "a", "argocd.argoproj.io/tracking-id=app:/ConfigMap:x/a");
        SyncReport report = bench.sync(bench.commit(bench.config("a", "ours") + bench.config("b", "ours")));
        assertEquals(
                SyncProblem.NOT_OURS,
                result(report, key("ConfigMap", "a")).problem().orElseThrow().code());
        assertEquals("theirs", get("configmap", "a", ".data.key"));
        assertEquals("ours", get("configmap", "b", ".data.key"));
    }

    @Test
    void aParentOfAnotherRepositoryIsRefused() {
        bench.sync(bench.commit(bench.config("a", "1")));
        Inventory inventory = bench.plan(1).inventory();
        PLANE.kubectl(
                "-n",
                inventory.namespace(),
                "annotate",
                "--overwrite",
                "configmap",
                inventory.name(),
                "driftless.app/repository=another");
        assertEquals(SyncProblem.FOREIGN_PARENT, refusal(() -> bench.plan(1)));
    }

    @Test
    void noNewWriteStartsAfterACancelAndTheReportIsExact() throws Exception {
        int one = bench.commit(bench.configs(150, "a"));
        LivePlanner.Planned planned = bench.plan(one);
        var cancel = new CancelToken();
        bench.workers.io("canceller", () -> {
            try {
                while (writes(namespace + "/configmaps/c").size() < 20) {
                    Thread.sleep(5);
                }
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
            cancel.cancel();
        });
        SyncReport report = bench.run(planned, one, SyncApproval.plain(), cancel);
        assertTrue(report.cancelled());
        long applied = report.count(Outcome.APPLIED);
        assertTrue(applied >= 20 && applied < 150, "applied " + applied);
        Thread.sleep(300);
        assertEquals(applied, writes(namespace + "/configmaps/c").size());
        assertEquals(150 - applied, report.count(Outcome.SKIPPED));
        assertEquals(150, report.count(Outcome.APPLIED) + report.count(Outcome.SKIPPED));
        SyncReport rest = bench.sync(one);
        assertEquals(150 - applied, rest.count(Outcome.APPLIED));
    }

    @Test
    void whoHasRightsInOneNamespaceOnlyKeepsTheInventoryThere() {
        var scope = new SyncScope("repo", "apps", namespace, "test", "origin/main", Optional.empty());
        String verbs = "get,list,watch,create,update,patch,delete";
        try (var dev = SyncBench.restricted(PLANE, state, namespace, scope, verbs, "configmaps")) {
            SyncReport report = dev.sync(dev.commit(dev.configs(3, "a")));
            assertEquals(Map.of(Outcome.APPLIED, 3L), outcomes(report));
            Inventory inventory = dev.plan(1).inventory();
            assertEquals(namespace, inventory.namespace());
            assertEquals(3, inventory.members().size());
            int two = dev.commit(bench.configs(2, "a"));
            assertEquals(
                    Action.DELETE,
                    dev.plan(two).plan().changes().getLast().diff().action());
            assertTrue(dev.plan(1).plan().isEmpty());
        }
    }

    @Test
    void aSyncThatDiedAfterItsLastWriteIsNotedAsDoneByTheNext() {
        int one = bench.commit(bench.config("a", "1"));
        bench.sync(one);
        Inventory done = bench.plan(one).inventory();
        // As a kill between the last write and the return of the lease leaves it.
        PLANE.kubectl(
                "-n",
                done.namespace(),
                "annotate",
                "configmap",
                done.name(),
                "driftless.app/synced-",
                "driftless.app/holder=dead",
                "driftless.app/expiry=2020-01-01T00:00:00Z");
        assertTrue(bench.plan(one).plan().isEmpty());
        assertEquals(Optional.empty(), bench.sync(one).problem());
        SyncMark mark = bench.plan(one).inventory().mark().orElseThrow();
        assertEquals(mark.commit(), mark.synced().orElseThrow());
        assertEquals(Optional.empty(), mark.holder());
    }

    @Test
    void theRecordOfSyncsIsKept() {
        bench.sync(bench.commit(bench.config("a", "1") + deployment(1)));
        bench.sync(bench.commit(bench.config("a", "2") + deployment(1)));
        List<SyncReport> history = bench.runner.history(bench.scope.repository());
        assertEquals(2, history.size());
        assertEquals("Commit 2", history.getFirst().commit().subject());
        assertEquals(1, history.getFirst().count(Outcome.APPLIED));
        ObjectResult web = result(history.getLast(), key("Deployment", "web"));
        assertEquals(Action.CREATE, web.action());
        assertEquals(Health.Status.PROGRESSING, web.health().orElseThrow().status());
        assertEquals(new Gvk("apps", "v1", "Deployment").kind(), web.key().kind());
    }
}
