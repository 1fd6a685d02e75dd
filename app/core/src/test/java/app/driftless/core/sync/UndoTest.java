package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.Action;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.EngineException;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.testkit.cluster.AuditEvent;
import app.driftless.testkit.cluster.AuditLog;
import app.driftless.testkit.cluster.ControlPlane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Undoing syncs on a real API server (R16 of the engine reference).
class UndoTest {
    private static final ControlPlane PLANE = ControlPlane.shared();
    private static final List<Gvk> KINDS = List.of(
            new Gvk("", "v1", "ConfigMap"),
            new Gvk("", "v1", "Secret"),
            new Gvk("", "v1", "Service"),
            new Gvk("apps", "v1", "Deployment"));

    @TempDir
    Path state;

    private String namespace = "";
    private SyncBench bench;

    @BeforeEach
    void connect() {
        namespace = PLANE.namespace("undo");
        bench = new SyncBench(PLANE, state, namespace);
    }

    @AfterEach
    void disconnect() {
        bench.close();
    }

    private String config(String name, String value) {
        return """
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %1$s, namespace: %2$s, labels: {value: "%3$s"}, annotations: {example.org/value: "%3$s"}}
                data: {key: "%3$s"}
                """.formatted(name, namespace, value);
    }

    private String configs(int from, int to, String value) {
        return IntStream.range(from, to).mapToObj(i -> config("c" + i, value)).collect(Collectors.joining());
    }

    private String secret(String name, String value) {
        return """
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: %s, namespace: %s}
                stringData: {password: "%s"}
                """.formatted(name, namespace, value);
    }

    private String service(String ip) {
        return """
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: svc, namespace: %s}
                spec: {clusterIP: %s, ports: [{port: 80}], selector: {app: web}}
                """.formatted(namespace, ip);
    }

    private String deployment(int replicas, String image) {
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: %s}
                spec:
                  replicas: %d
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: "%s"}]}
                """.formatted(namespace, replicas, image);
    }

    /// Everything in the namespace without what a server makes anew, owners included.
    private Map<String, Object> snapshot() {
        Map<String, Object> all = new TreeMap<>();
        for (Gvk kind : KINDS) {
            for (LiveObject object : bench.cluster.list(kind, namespace, "", new CancelToken())) {
                if (!object.key().name().startsWith("kube-root")) {
                    all.put(object.key().toString(), plain(object));
                }
            }
        }
        return all;
    }

    private static Map<String, Object> plain(LiveObject object) {
        var body = new LinkedHashMap<>(object.body());
        body.remove("status");
        var metadata = new LinkedHashMap<Object, Object>((Map<?, ?>) body.get("metadata"));
        metadata.keySet().removeAll(Set.of("uid", "resourceVersion", "creationTimestamp", "generation"));
        body.put("metadata", metadata);
        return body;
    }

    private static SyncApproval all(SyncPlan plan) {
        SyncApproval approval = SyncApproval.plain();
        for (PlannedChange change : plan.changes()) {
            approval = approval.with(
                    change.diff().key(), object -> object.deleted().replaced());
        }
        return approval;
    }

    private SyncReport syncAll(int number) {
        LivePlanner.Planned planned = bench.plan(number);
        return bench.run(planned, number, all(planned.plan()), new CancelToken());
    }

    private static Map<Action, Long> actions(SyncPlan plan) {
        return plan.changes().stream()
                .collect(Collectors.groupingBy(c -> c.diff().action(), TreeMap::new, Collectors.counting()));
    }

    private static Map<String, String> left(UndoPlan plan) {
        return plan.left().stream()
                .collect(Collectors.toMap(l -> l.key().name(), l -> l.why().key()));
    }

    private String get(String kind, String name, String path) {
        return PLANE.kubectl("-n", namespace, "get", kind, name, "--ignore-not-found", "-o", "jsonpath={" + path + "}");
    }

    private void patch(String kind, String name, String manager, String patch) {
        PLANE.kubectl("-n", namespace, "patch", kind, name, "--field-manager=" + manager, "--type=merge", "-p", patch);
    }

    private Optional<SyncMark> mark(int number) {
        return bench.plan(number).inventory().mark();
    }

    private static String id(int number) {
        return "%040d".formatted(number);
    }

    @Test
    void aSyncOfAHundredObjectsIsTakenBackToTheLastOwnerInReverseOrderAndThenRedone() {
        bench.sync(bench.commit(
                configs(0, 80, "old") + secret("s", "old") + service("10.96.8.7") + deployment(2, "nginx:1")));
        Map<String, Object> before = snapshot();
        int two = bench.commit(configs(0, 20, "old")
                + configs(20, 50, "new")
                + configs(80, 116, "new")
                + secret("s", "new")
                + secret("fresh", "new")
                + service("10.96.8.8")
                + deployment(3, "nginx:2"));
        SyncReport sync = syncAll(two);
        assertEquals(Optional.empty(), sync.problem());
        assertEquals(
                100,
                sync.results().stream()
                        .filter(r -> r.action() != Action.UNCHANGED && r.outcome() == Outcome.APPLIED)
                        .count());
        Map<String, Object> after = snapshot();

        UndoPlan undo = bench.undoPlan();
        assertEquals(sync.id(), undo.of().id());
        assertEquals(List.of(), undo.left());
        assertEquals(
                Map.of(Action.CREATE, 30L, Action.UPDATE, 32L, Action.REPLACE, 1L, Action.DELETE, 37L),
                actions(undo.plan()));
        assertFalse(
                undo.plan().toString().contains("bmV3")
                        || undo.plan().toString().contains("b2xk"),
                "A secret is in the plan");
        SyncReport held = bench.undo(undo);
        assertEquals(38, held.count(Outcome.HELD), "The replacement needs its own consent, and deletes come last");
        AuditLog audit = PLANE.audit();
        // What could be put back was; the rest is planned anew.
        UndoPlan rest = bench.undoPlan(sync.id());
        SyncReport done = bench.undo(rest, all(rest.plan()));
        assertEquals(Optional.empty(), done.problem());
        assertEquals(before, snapshot());
        List<String> verbs =
                audit.writes(namespace).stream().map(AuditEvent::verb).toList();
        assertTrue(
                verbs.lastIndexOf("delete") > verbs.lastIndexOf("create") || !verbs.contains("create"),
                verbs.toString());
        assertEquals(Optional.of(sync.id()), done.undoes());
        SyncMark undone = mark(two).orElseThrow();
        assertEquals(id(two), undone.commit());
        assertEquals(Optional.of(id(two)), undone.undone());
        assertEquals(Optional.of(id(1)), undone.synced());

        UndoPlan nothing = bench.undoPlan(sync.id());
        assertTrue(nothing.plan().isEmpty() && nothing.left().isEmpty());

        SyncReport again = syncAll(two);
        assertEquals(Optional.empty(), again.problem());
        assertEquals(content(after), content(snapshot()));
        assertEquals(Optional.empty(), mark(two).orElseThrow().undone());
    }

    /// Without the times at which owners wrote.
    private static String content(Map<String, Object> snapshot) {
        return snapshot.toString().replaceAll("time=[^,}]*", "");
    }

    @Test
    void whatAnybodyChangedSinceIsListedAndLeftAlone() {
        bench.sync(bench.commit(configs(0, 6, "old") + deployment(2, "nginx:1")));
        SyncReport sync = syncAll(bench.commit(configs(0, 5, "new")
                + config("made", "new")
                + config("mine", "new")
                + config("gone", "new")
                + deployment(2, "nginx:2")));
        patch("configmap", "c0", "kubectl-edit", "{\"data\":{\"key\":\"theirs\"}}");
        patch("configmap", "c1", "kubectl-edit", "{\"data\":{\"more\":\"theirs\"}}");
        patch("configmap", "c2", "another-tool", "{\"data\":{\"key\":\"theirs\"}}");
        patch("configmap", "made", "kubectl-edit", "{\"data\":{\"more\":\"theirs\"}}");
        PLANE.kubectl("-n", namespace, "delete", "configmap", "c3");
        PLANE.kubectl("-n", namespace, "create", "configmap", "c5", "--from-literal=key=theirs");
        // A controller writes what is its own, as every rollout does.
        patch(
                "deploy",
                "web",
                "kube-controller-manager",
                "{\"metadata\":{\"annotations\":{\"deployment.kubernetes.io/revision\":\"7\"}}}");
        patch(
                "configmap",
                "gone",
                "kube-controller-manager",
                "{\"metadata\":{\"annotations\":{\"example.org/seen\":\"yes\"}}}");
        UndoPlan undo = bench.undoPlan();
        assertEquals(
                new TreeMap<>(Map.of(
                        "c0",
                        "undo.changed",
                        "c1",
                        "undo.changed",
                        "c2",
                        "undo.changed",
                        "made",
                        "undo.changed",
                        "c3",
                        "undo.gone",
                        "c5",
                        "undo.again")),
                new TreeMap<>(left(undo)));
        SyncReport done = bench.undo(undo, all(undo.plan()));
        assertEquals(
                Map.of("c4", Outcome.APPLIED, "web", Outcome.APPLIED, "mine", Outcome.APPLIED, "gone", Outcome.APPLIED),
                done.results().stream().collect(Collectors.toMap(r -> r.key().name(), ObjectResult::outcome)));
        assertEquals("theirs", get("configmap", "c0", ".data.key"));
        assertEquals("new", get("configmap", "c1", ".data.key"));
        assertEquals("theirs", get("configmap", "c2", ".data.key"));
        assertEquals("new", get("configmap", "made", ".data.key"));
        assertEquals("theirs", get("configmap", "c5", ".data.key"));
        assertEquals("", get("configmap", "c3", ".data.key"));
        assertEquals("old", get("configmap", "c4", ".data.key"));
        assertEquals("", get("configmap", "mine", ".data.key") + get("configmap", "gone", ".data.key"));
        assertEquals("nginx:1", get("deploy", "web", ".spec.template.spec.containers[0].image"));
        assertEquals("7", get("deploy", "web", ".metadata.annotations.deployment\\.kubernetes\\.io/revision"));
        assertEquals(sync.id(), done.undoes().orElseThrow());
    }

    @Test
    void whatWasTakenFromSomebodyAndWhatWasAdoptedIsTheirsAgain() {
        bench.sync(bench.commit(deployment(2, "nginx:1")));
        patch("deploy", "web", "kubectl-edit", "{\"spec\":{\"replicas\":7}}");
        PLANE.kubectl("-n", namespace, "create", "configmap", "foreign", "--from-literal=key=theirs");
        int two = bench.commit(deployment(3, "nginx:1") + config("foreign", "ours"));
        Map<String, Object> before = snapshot();
        SyncPlan first = bench.plan(two).plan();
        bench.sync(two, a -> a.with(SyncApproval.Conflicts.TAKE_OVER));
        assertEquals("3", get("deploy", "web", ".spec.replicas"));
        UndoPlan undo = bench.undoPlan();
        assertEquals(2, bench.undo(undo).count(Outcome.APPLIED));
        assertEquals(before, snapshot());
        LivePlanner.Planned again = bench.plan(two);
        assertEquals(
                first.changes().stream().map(c -> c.diff().differences()).toList(),
                again.plan().changes().stream().map(c -> c.diff().differences()).toList());
        assertEquals(1, again.inventory().members().size());
    }

    @Test
    void anUndoCanBeUndone() {
        bench.sync(bench.commit(configs(0, 3, "old") + config("gone", "old")));
        SyncReport sync = syncAll(bench.commit(configs(0, 3, "new") + config("made", "new")));
        Map<String, Object> after = snapshot();
        SyncReport undo = bench.undo(bench.undoPlan(), all(bench.undoPlan().plan()));
        assertEquals(5, undo.count(Outcome.APPLIED), undo.toString());
        UndoPlan redo = bench.undoPlan(undo.id());
        assertEquals(5, bench.undo(redo, all(redo.plan())).count(Outcome.APPLIED));
        assertEquals(after, snapshot());
        SyncMark mark = mark(2).orElseThrow();
        assertEquals(Optional.empty(), mark.undone());
        assertEquals(Optional.of(id(2)), mark.synced());
        // The newest that is neither an undo nor undone is the first one now.
        assertEquals("Commit 1", bench.undoPlan().of().commit().subject());
        assertTrue(left(bench.undoPlan()).containsValue("undo.later")
                || !left(bench.undoPlan()).isEmpty());
        assertEquals(sync.id(), undo.undoes().orElseThrow());
    }

    @Test
    void aSyncThatWasKilledHalfWayIsTakenBackAndSoIsAKilledUndo() throws Exception {
        bench.sync(bench.commit(configs(0, 40, "old")));
        Map<String, Object> before = snapshot();
        bench.commit(configs(0, 30, "new") + configs(40, 50, "new"));
        Path commits = Files.createDirectories(state.resolve("commits"));
        for (int i = 1; i <= 2; i++) {
            Files.writeString(commits.resolve(i + ".yaml"), bench.yaml(i));
        }
        try (var process = SyncProcess.start(PLANE, state, namespace, commits, 2)) {
            process.until("result APPLIED");
            process.kill();
        }
        String killed =
                bench.runner.history(bench.scope.repository()).getFirst().id();
        UndoPlan plan = untilFree(() -> bench.undoPlan(killed));
        assertTrue(plan.plan().changes().size() > 0);
        SyncReport done = untilFree(() -> bench.undo(plan, all(plan.plan())));
        assertEquals(Optional.empty(), done.problem());
        assertEquals(before, snapshot());
    }

    private static <T> T untilFree(java.util.function.Supplier<T> work) throws InterruptedException {
        for (int i = 0; i < 60; i++) {
            try {
                return work.get();
            } catch (EngineException e) {
                assertEquals(SyncProblem.LOCKED, e.problem().code());
                Thread.sleep(200);
            }
        }
        throw new AssertionError("The lease of the dead writer did not run out");
    }

    @Test
    void whatIsNotThereToUndoSaysSo() {
        assertEquals(SyncProblem.NOTHING_TO_UNDO, code(() -> bench.undoPlan()));
        bench.sync(bench.commit(config("a", "1")));
        assertEquals(SyncProblem.NO_SUCH_SYNC, code(() -> bench.undoPlan("nothing")));
        UndoPlan plan = bench.undoPlan();
        bench.sync(bench.commit(config("a", "2")));
        // Another sync came between: what was approved does not hold any more.
        assertEquals(SyncProblem.BACKWARDS, code(() -> bench.undo(plan)));
        try (var files = Files.walk(state)) {
            files.filter(f -> f.toString().endsWith(".images"))
                    .forEach(f -> f.toFile().delete());
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
        assertEquals(SyncProblem.NOT_KEPT, code(() -> bench.undoPlan()));
    }

    private static Object code(Runnable work) {
        return assertThrows(EngineException.class, work::run).problem().code();
    }

    @Test
    void whatIsPreciousOrMarkedIsNotDeletedUnasked() {
        bench.sync(bench.commit(config("a", "1")));
        String marked = config("kept", "1").replace("annotations: {", "annotations: {helm.sh/resource-policy: keep, ");
        String made = """
                ---
                apiVersion: v1
                kind: Namespace
                metadata: {name: %s-new}
                """.formatted(namespace);
        syncAll(bench.commit(config("a", "2") + marked + made));
        UndoPlan undo = bench.undoPlan();
        SyncReport done = bench.undo(undo);
        Map<String, Outcome> outcomes =
                done.results().stream().collect(Collectors.toMap(r -> r.key().name(), ObjectResult::outcome));
        assertEquals(Map.of("a", Outcome.APPLIED, "kept", Outcome.SKIPPED, namespace + "-new", Outcome.HELD), outcomes);
        assertEquals("1", get("configmap", "kept", ".data.key"));
        assertEquals("Active", PLANE.kubectl("get", "namespace", namespace + "-new", "-o", "jsonpath={.status.phase}"));
    }
}
