package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.Engine;
import app.driftless.core.EngineOptions;
import app.driftless.core.Workspace;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.diff.Action;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.EngineException;
import app.driftless.core.repo.Commit;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.testkit.cluster.AuditEvent;
import app.driftless.testkit.cluster.AuditLog;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.git.GitFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The guards of pruning on a real API server (R14 and §5.5 of the engine reference), its audit log the judge.
class PruneGuardsTest {
    private static final ControlPlane PLANE = ControlPlane.shared();

    @TempDir
    Path state;

    private String namespace = "";

    @BeforeEach
    void makeNamespace() {
        namespace = PLANE.namespace("prune");
    }

    private String config(String name, String metadata) {
        return """
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s, namespace: %s%s}
                data: {key: a}
                """.formatted(name, namespace, metadata);
    }

    private String configs(int count) {
        return IntStream.range(0, count).mapToObj(i -> config("c" + i, "")).collect(Collectors.joining());
    }

    private static List<AuditEvent> deletes(AuditLog audit) {
        return audit.events().stream()
                .filter(event ->
                        event.verb().equals("delete") && event.userAgent().contains("driftless"))
                .toList();
    }

    private static Map<String, String> risks(SyncPlan plan, Risk.Kind kind) {
        return plan.risks().stream()
                .filter(r -> r.kind() == kind)
                .collect(Collectors.toMap(
                        r -> r.resource().name(),
                        r -> r.reason().key() + (r.consent() ? "!" : ""),
                        (a, b) -> a + " " + b,
                        TreeMap::new));
    }

    @Test
    void everyMarkThatKeepsAnObjectKeepsIt() {
        Map<String, String> marks = Map.of(
                "argo-prune", "argocd.argoproj.io/sync-options: \"Validate=false,Prune=false\"",
                "argo-delete", "argocd.argoproj.io/sync-options: Delete=false",
                "flux", "kustomize.toolkit.fluxcd.io/prune: disabled",
                "helm", "helm.sh/resource-policy: keep",
                "cli-utils", "cli-utils.sigs.k8s.io/on-remove: keep",
                "config", "client.lifecycle.config.k8s.io/deletion: detach",
                "kapp", "kapp.k14s.io/delete-strategy: orphan");
        try (var bench = new SyncBench(PLANE, state, namespace)) {
            String kept = marks.entrySet().stream()
                    .map(mark -> config(mark.getKey(), ", annotations: {" + mark.getValue() + "}"))
                    .collect(Collectors.joining());
            String asks = config("asks", ", annotations: {argocd.argoproj.io/sync-options: Prune=confirm}");
            bench.sync(bench.commit(configs(20) + kept + asks));
            AuditLog audit = PLANE.audit();
            int two = bench.commit(configs(20));
            SyncPlan plan = bench.plan(two).plan();
            assertEquals(marks.keySet(), risks(plan, Risk.Kind.REFUSED).keySet());
            assertEquals(Map.of("asks", "delete.mark!"), risks(plan, Risk.Kind.DELETE));
            bench.sync(two);
            assertEquals(List.of(), deletes(audit));
        }
    }

    @Test
    void aNamespaceOrDefinitionThatHoldsMoreThanThePlanDeletesSaysWhat() throws InterruptedException {
        String group = "g" + namespace + ".example.org";
        String definition = """
                ---
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: widgets.%1$s}
                spec:
                  group: %1$s
                  names: {kind: Widget, plural: widgets, singular: widget, listKind: WidgetList}
                  scope: Namespaced
                  versions:
                  - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}
                ---
                apiVersion: v1
                kind: Namespace
                metadata: {name: %2$s-a}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: ours, namespace: %2$s-a}
                """.formatted(group, namespace);
        try (var bench = new SyncBench(PLANE, state, namespace)) {
            bench.sync(bench.commit(configs(3) + definition));
            PLANE.kubectl("-n", namespace + "-a", "create", "configmap", "theirs");
            PLANE.kubectl("-n", namespace, "create", "-f", seed("""
                    apiVersion: %s/v1
                    kind: Widget
                    metadata: {name: theirs}
                    """.formatted(group)));
            SyncPlan plan = bench.plan(bench.commit(configs(3))).plan();
            Map<String, String> told = plan.risks().stream()
                    .filter(r -> r.reason().key().equals("delete.holds") && r.consent())
                    .collect(Collectors.toMap(
                            r -> r.resource().kind(),
                            r -> r.reason().args().get(1) + " "
                                    + r.reason().args().get(2)));
            assertEquals(
                    Map.of(
                            "Namespace", "1 ConfigMap " + namespace + "-a/theirs",
                            "CustomResourceDefinition", "1 " + group + "/Widget " + namespace + "/theirs"),
                    told);
        }
    }

    private String seed(String yaml) {
        try {
            return java.nio.file.Files.writeString(state.resolve("seed.yaml"), yaml)
                    .toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatAKeptObjectNeedsAsksFirst() {
        String account = "---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: runner, namespace: %s}\n"
                .formatted(namespace);
        String service =
                "---\napiVersion: v1\nkind: Service\nmetadata: {name: svc, namespace: %s}\nspec: {ports: [{port: 80}]}\n"
                        .formatted(namespace);
        String ingress = """
                ---
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: in, namespace: %1$s}
                spec: {defaultBackend: {service: {name: svc, port: {number: 80}}}}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: %1$s}
                spec:
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      serviceAccountName: runner
                      containers: [{name: web, image: "nginx:1", envFrom: [{configMapRef: {name: used}}]}]
                """.formatted(namespace);
        try (var bench = new SyncBench(PLANE, state, namespace)) {
            bench.sync(bench.commit(
                    configs(20) + account + service + ingress + config("used", "") + config("unused", "")));
            int two = bench.commit(configs(20) + ingress);
            assertEquals(
                    Map.of(
                            "runner",
                            "delete.needed!",
                            "svc",
                            "delete.needed!",
                            "used",
                            "delete.needed!",
                            "unused",
                            "delete.plain"),
                    risks(bench.plan(two).plan(), Risk.Kind.DELETE));
            SyncReport report = bench.sync(two);
            assertEquals(3, report.count(Outcome.HELD), report.toString());
        }
    }

    @Test
    void anObjectOfTheSameNameButAnotherUidIsNotDeleted() {
        try (var bench = new SyncBench(PLANE, state, namespace)) {
            bench.sync(bench.commit(configs(20) + config("swapped", "")));
            int two = bench.commit(configs(20));
            LivePlanner.Planned planned = bench.plan(two);
            PLANE.kubectl("-n", namespace, "delete", "configmap", "swapped");
            PLANE.kubectl("-n", namespace, "create", "configmap", "swapped", "--from-literal=key=theirs");
            AuditLog audit = PLANE.audit();
            bench.run(planned, two, SyncApproval.plain(), new CancelToken());
            assertEquals(
                    "theirs",
                    PLANE.kubectl("-n", namespace, "get", "configmap", "swapped", "-o", "jsonpath={.data.key}"));
            assertTrue(deletes(audit).stream()
                    .allMatch(e -> e.code() == 409
                            && e.body().at("/preconditions").hasNonNull("uid")
                            && e.body().at("/preconditions").hasNonNull("resourceVersion")));
        }
    }

    @Test
    void aWholeOverlayDeletedByMistakeAndAMoveBetweenAppsDeleteNothing() throws IOException {
        GitFixture git = GitFixture.withRemote(java.nio.file.Files.createDirectories(state.resolve("git")));
        git.run("rm", "-q", "app.yaml");
        git.write(".driftless.yaml", """
                apiVersion: driftless.app/v1
                kind: Workspace
                environments:
                  - {name: %1$s-a, path: a, clusters: [one], sync: {mode: manual, prune: true}, protection: open}
                  - {name: %1$s-b, path: b, clusters: [one], sync: {mode: manual, prune: true}, protection: open}
                """.formatted(namespace));
        git.write("a/some.yaml", configs(8));
        git.write("a/moves.yaml", config("moves", ""));
        git.write("b/other.yaml", config("other", ""));
        git.commitAndPush("Begin");
        var context = new ContextRef(List.of(PLANE.kubeconfig()), PLANE.context());
        try (Engine engine = new Engine(EngineOptions.below(state.resolve("home")));
                var workspace = new Workspace(engine, engine.repositories().open(git.workTree()), () -> false);
                Cluster cluster = engine.clusters().connect(context, Set.of(), new CancelToken())) {
            sync(workspace, cluster, "-a");
            sync(workspace, cluster, "-b");
            AuditLog audit = PLANE.audit();
            git.run("mv", "a/moves.yaml", "b/moves.yaml");
            git.commitAndPush("Move");
            sync(workspace, cluster, "-a");
            sync(workspace, cluster, "-b");
            git.run("rm", "-rq", "a");
            git.commitAndPush("Oh no");
            // Nobody can tell what is wanted where the folder itself is gone.
            EngineException gone = assertThrows(EngineException.class, () -> sync(workspace, cluster, "-a"));
            assertEquals("render", gone.problem().code().area());
            assertEquals(List.of(), deletes(audit));
            assertEquals(
                    "a", PLANE.kubectl("-n", namespace, "get", "configmap", "moves", "-o", "jsonpath={.data.key}"));
            assertEquals("a", PLANE.kubectl("-n", namespace, "get", "configmap", "c7", "-o", "jsonpath={.data.key}"));
        }
    }

    private void sync(Workspace workspace, Cluster cluster, String suffix) {
        String name = namespace + suffix;
        Commit commit = workspace.repository().resolve("HEAD");
        DesiredState desired = workspace
                .desired()
                .at(commit, name, Progress.none(), new CancelToken())
                .orElseThrow();
        SyncPlan plan = workspace
                .plan(cluster, "one", desired, _ -> {}, Progress.none(), new CancelToken())
                .plan();
        SyncScope scope = workspace.scope(desired.environment(), "one");
        var job = new SyncJob(
                cluster, cluster.identity(), scope, plan, desired.resources(), SyncApproval.plain(), _ -> true);
        SyncReport report = workspace.runner().run(job, _ -> {}, Progress.none(), new CancelToken());
        assertEquals(Optional.empty(), report.problem());
        assertTrue(report.results().stream()
                .noneMatch(r -> r.action() == Action.DELETE && r.outcome() == Outcome.APPLIED));
    }
}
