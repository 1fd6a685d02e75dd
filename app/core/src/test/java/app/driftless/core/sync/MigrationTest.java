package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.Migration;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.testkit.cluster.AuditEvent;
import app.driftless.testkit.cluster.AuditLog;
import app.driftless.testkit.cluster.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// R8: what older managers wrote becomes ours, so that what left the repository really goes.
class MigrationTest {
    private static final ControlPlane PLANE = ControlPlane.shared();

    @TempDir
    Path folder;

    private String namespace = "";
    private SyncBench bench;

    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: NS, labels: {app: web}}
            spec:
              replicas: 3
              minReadySeconds: 5
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                  - name: web
                    image: nginx:1
                    env: [{name: A, value: "1"}, {name: GONE, value: "2"}]
                    ports: [{containerPort: 80}]
            """;

    @BeforeEach
    void connect() {
        namespace = PLANE.namespace("migrate");
        bench = new SyncBench(PLANE, folder.resolve("state"), namespace);
    }

    @AfterEach
    void disconnect() {
        bench.close();
    }

    private String before() {
        return DEPLOYMENT.replace("NS", namespace);
    }

    /// Without an environment variable, the replicas (whose default differs) and a field that is not needed.
    private String after() {
        return before().replace(", {name: GONE, value: \"2\"}", "")
                .replace("  replicas: 3\n", "")
                .replace("  minReadySeconds: 5\n", "");
    }

    private void kubectl(String yaml, String... arguments) throws IOException {
        Path file = Files.writeString(folder.resolve("seed.yaml"), yaml);
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-f", file.toString()));
        PLANE.kubectl(all.toArray(String[]::new));
    }

    private static List<String> shown(ResourceDiff diff) {
        return diff.differences().stream()
                .filter(d -> d.kind() != DiffClass.DEFAULT)
                .map(d -> d.kind() + " " + d.fieldPath() + (d.conflict() ? " conflict" : ""))
                .sorted()
                .toList();
    }

    private ResourceDiff planned(int commit) {
        return bench.plan(commit).plan().changes().getFirst().diff();
    }

    private String get(String path) {
        return PLANE.kubectl("-n", namespace, "get", "deploy", "web", "-o", "jsonpath={" + path + "}");
    }

    private String managers() {
        return PLANE.kubectl(
                "-n",
                namespace,
                "get",
                "deploy",
                "web",
                "--show-managed-fields",
                "-o",
                "jsonpath={range .metadata.managedFields[*]}{.manager}/{.operation} {end}");
    }

    private static List<AuditEvent> writes(AuditLog audit, String namespace) {
        return audit.writes(namespace).stream()
                .filter(event -> event.name().equals("web"))
                .toList();
    }

    /// One sync takes over and removes, the next finds nothing to do.
    private void oneSyncRemoves(String manager) {
        int commit = bench.commit(after());
        ResourceDiff plan = planned(commit);
        assertEquals(Action.UPDATE, plan.action());
        assertEquals(
                List.of(manager),
                plan.migrations().stream().map(Migration::manager).toList());
        assertTrue(plan.migrations().getFirst().fields().contains(".spec.minReadySeconds"));
        assertEquals(
                List.of(
                        "YOURS .spec.minReadySeconds",
                        "YOURS .spec.replicas",
                        "YOURS .spec.template.spec.containers[name=\"web\"].env[name=\"GONE\"]"),
                shown(plan));
        AuditLog audit = PLANE.audit();
        bench.sync(commit);
        assertEquals(
                List.of("patch", "patch"),
                writes(audit, namespace).stream().map(AuditEvent::verb).toList());
        assertEquals("driftless/Apply ", managers());
        assertEquals("1 A", get(".spec.replicas} {.spec.template.spec.containers[0].env[*].name"));
        assertEquals("", get(".metadata.annotations.kubectl\\.kubernetes\\.io/last-applied-configuration"));
        var live =
                bench.cluster.get(plan.type(), namespace, "web").orElseThrow().body();
        assertEquals(live.get("spec"), plan.predicted().orElseThrow().get("spec"));
        assertEquals(Action.UNCHANGED, planned(commit).action());
        AuditLog quiet = PLANE.audit();
        bench.sync(commit);
        assertEquals(List.of(), quiet.writes(namespace));
    }

    @Test
    void whatKubectlAppliedClientSide() throws IOException {
        kubectl(before(), "apply");
        oneSyncRemoves("kubectl-client-side-apply");
    }

    @Test
    void whatKubectlCreatedWithAllItsDefaults() throws IOException {
        kubectl(before(), "create");
        oneSyncRemoves("kubectl-create");
    }

    @Test
    void whatWasThereBeforeFieldsHadManagers() throws IOException {
        kubectl(before(), "create", "--field-manager=before-first-apply");
        oneSyncRemoves("before-first-apply");
    }

    @Test
    void whatWeOnceWroteByUpdate() throws IOException {
        kubectl(before(), "create", "--field-manager=driftless");
        oneSyncRemoves("driftless");
    }

    @Test
    void anotherToolsFieldsOnlyWithConsent() throws IOException {
        kubectl(before(), "create", "--field-manager=helm");
        int commit = bench.commit(after());
        ResourceDiff unasked = planned(commit);
        assertEquals(List.of(), unasked.migrations());
        assertTrue(
                shown(unasked).contains("FOREIGN .spec.minReadySeconds"),
                shown(unasked).toString());
        bench.migrate = Set.of("helm");
        oneSyncRemoves("helm");
    }

    @Test
    void consentMayComeAfterTheFirstSync() throws IOException {
        kubectl(before(), "create", "--field-manager=pipeline");
        int commit = bench.commit(after());
        bench.sync(commit);
        assertEquals(
                Set.of("pipeline/Update", "driftless/Apply"),
                Set.of(managers().strip().split(" ")));
        bench.migrate = Set.of("pipeline");
        ResourceDiff plan = planned(commit);
        assertTrue(
                shown(plan).contains("YOURS .spec.minReadySeconds"), shown(plan).toString());
        bench.sync(commit);
        assertEquals("driftless/Apply ", managers());
        assertEquals(Action.UNCHANGED, planned(commit).action());
    }

    @Test
    void equalContentIsALineOfItsOwnAndOneMigration() throws IOException {
        kubectl(before(), "apply");
        int commit = bench.commit(before());
        ResourceDiff plan = planned(commit);
        assertEquals(Action.OWNERSHIP, plan.action());
        assertEquals(List.of(), shown(plan));
        assertFalse(plan.migrations().isEmpty());
        bench.sync(commit);
        assertEquals("driftless/Apply ", managers());
        assertEquals(Action.UNCHANGED, planned(commit).action());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubectl-edit", "kubectl-patch"})
    void whatPeopleEditedStaysDriftAndStays(String manager) throws IOException {
        kubectl(before(), "apply");
        PLANE.kubectl(
                "-n",
                namespace,
                "patch",
                "deploy",
                "web",
                "--field-manager=" + manager,
                "--type=merge",
                "-p",
                "{\"spec\":{\"replicas\":7,\"paused\":true}}");
        int commit = bench.commit(before());
        ResourceDiff plan = planned(commit);
        assertEquals(List.of("DRIFT .spec.paused", "YOURS .spec.replicas conflict"), shown(plan));
        assertEquals(
                Optional.of(manager),
                plan.differences().stream()
                        .filter(Difference::conflict)
                        .findFirst()
                        .flatMap(Difference::manager));
        bench.sync(commit);
        assertEquals("7 true", get(".spec.replicas} {.spec.paused"));
    }

    @Test
    void fieldsOfOtherAppliersSurvive() throws IOException {
        // kubectl itself would take over from its own client-side apply.
        kubectl(before(), "create");
        kubectl("""
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: NS, annotations: {other: "1"}}, spec: {minReadySeconds: 5}}
                """.replace("NS", namespace), "apply", "--server-side", "--field-manager=other");
        int commit = bench.commit(after());
        ResourceDiff plan = planned(commit);
        assertEquals(
                List.of(
                        "FOREIGN .metadata.annotations",
                        "FOREIGN .spec.minReadySeconds",
                        "YOURS .spec.replicas",
                        "YOURS .spec.template.spec.containers[name=\"web\"].env[name=\"GONE\"]"),
                shown(plan));
        bench.sync(commit);
        assertEquals("5 1", get(".spec.minReadySeconds} {.metadata.annotations.other"));
        assertEquals(
                Set.of("other/Apply", "driftless/Apply"),
                Set.of(managers().strip().split(" ")));
        assertEquals(Action.UNCHANGED, planned(commit).action());
    }

    @Test
    void aVersionThatIsNoLongerServedDoesNotStandInTheWay() throws Exception {
        String group = namespace + ".example.org";
        String definition = """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: widgets.GROUP}
                spec:
                  group: GROUP
                  scope: Namespaced
                  names: {plural: widgets, singular: widget, kind: Widget}
                  versions:
                  - name: v1beta1
                    served: OLD
                    storage: OLD
                    schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {size: {type: integer}, only: {type: string}, gone: {type: string}}}}}}
                  - name: v1
                    served: true
                    storage: NEW
                    schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {size: {type: integer}, gone: {type: string}}}}}}
                """.replace("GROUP", group);
        kubectl(definition.replace("OLD", "true").replace("NEW", "false"), "apply");
        PLANE.kubectl("wait", "--for=condition=Established", "crd/widgets." + group, "--timeout=30s");
        String widget = "{apiVersion: GROUP/VERSION, kind: Widget, metadata: {name: w, namespace: NS}, spec: {SPEC}}"
                .replace("GROUP", group)
                .replace("NS", namespace);
        String old = widget.replace("VERSION", "v1beta1").replace("SPEC", "size: 1, only: x, gone: z");
        kubectl(old, "apply");
        bench.cluster.discovery(true);
        bench.sync(bench.commit(old));
        kubectl(definition.replace("OLD", "false").replace("NEW", "true"), "apply");
        int commit = bench.commit(widget.replace("VERSION", "v1").replace("SPEC", "size: 2"));
        ResourceDiff plan = waitUntilServed(commit);
        assertEquals(Action.UPDATE, plan.action(), plan.problem().toString());
        var report = bench.sync(commit);
        assertEquals(
                Map.of("w", ObjectResult.Outcome.APPLIED),
                Map.of(
                        report.results().getFirst().key().name(),
                        report.results().getFirst().outcome()),
                report.toString());
        assertEquals(
                "{\"size\":2}",
                PLANE.kubectl("-n", namespace, "get", "widgets." + group, "w", "-o", "jsonpath={.spec}"));
        assertEquals(Action.UNCHANGED, planned(commit).action());
    }

    private ResourceDiff waitUntilServed(int commit) throws InterruptedException {
        ResourceDiff plan = planned(commit);
        for (int i = 0; i < 50 && plan.action() == Action.ERROR; i++) {
            Thread.sleep(200);
            plan = planned(commit);
        }
        return plan;
    }
}
