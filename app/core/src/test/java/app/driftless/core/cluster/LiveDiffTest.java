package app.driftless.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.Masking;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Resource;
import app.driftless.core.settings.Settings;
import app.driftless.testkit.cluster.ControlPlane;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The rows of §2.1 of the engine reference, each on a real API server.
class LiveDiffTest {
    private static final Workers WORKERS = new Workers();
    private static Cluster cluster;
    private String namespace;

    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
              namespace: NS
              labels: {app: web}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                  - name: web
                    image: nginx:1
                    env: [{name: A, value: "1"}, {name: B, value: "2"}]
                    ports: [{containerPort: 80}]
                    resources: {limits: {cpu: 1000m, memory: 1024Mi}}
            """;

    @BeforeAll
    static void start() {
        cluster = Connected.toShared(WORKERS);
    }

    @AfterAll
    static void end() {
        cluster.close();
        WORKERS.close();
    }

    @BeforeEach
    void namespace() {
        namespace = ControlPlane.shared().namespace("diff");
    }

    private Resource parse(String yaml) {
        return Manifests.one(yaml.replace("NS", namespace));
    }

    private void apply(Resource resource) {
        var answer = cluster.apply(new ApplyRequest(resource, false, true, Optional.empty()));
        assertInstanceOf(ApplyAnswer.Applied.class, answer);
    }

    private static ResourceDiff diff(Resource desired, Resource... baseline) {
        return new LiveDiff(
                        WORKERS,
                        new Masking(),
                        new PersonsTools(Settings.initial().personsTools()))
                .diff(
                        cluster,
                        new LiveDiff.Request(List.of(desired), List.of(baseline), List.of()),
                        _ -> {},
                        Progress.none(),
                        new CancelToken())
                .getFirst();
    }

    /// Those that are not defaults: what a person sees first.
    private static List<String> shown(ResourceDiff diff) {
        return diff.differences().stream()
                .filter(d -> d.kind() != DiffClass.DEFAULT)
                .map(d -> d.kind() + " " + d.fieldPath() + (d.conflict() ? " conflict" : "")
                        + (d.addedByHand() ? " by hand" : ""))
                .toList();
    }

    private void kubectl(String manager, String type, String patch) {
        ControlPlane.shared()
                .kubectl(
                        "-n",
                        namespace,
                        "patch",
                        "deploy",
                        "web",
                        "--field-manager=" + manager,
                        "--type=" + type,
                        "-p",
                        patch);
    }

    @Test
    void whatIsNotThereIsACreate() {
        ResourceDiff diff = diff(parse(DEPLOYMENT));
        assertEquals(Action.CREATE, diff.action());
        assertTrue(diff.predicted().orElseThrow().toString().contains("imagePullPolicy"));
        assertFalse(diff.predicted().orElseThrow().toString().contains("managedFields"));
    }

    /// Only the one on the object itself is ours.
    @Test
    void aContestedLabelOfOurNameInATemplateIsAConflict() {
        String name = "applyset.kubernetes.io/part-of";
        Resource desired = parse(DEPLOYMENT.replace(
                "metadata: {labels: {app: web}}", "metadata: {labels: {app: web, " + name + ": one}}"));
        apply(desired);
        kubectl(
                "kubectl-edit",
                "merge",
                "{\"spec\":{\"template\":{\"metadata\":{\"labels\":{\"" + name + "\":\"two\"}}}}}");
        assertEquals(
                List.of("DRIFT .spec.template.metadata.labels." + name + " conflict"), shown(diff(desired, desired)));
    }

    @Test
    void whatWasAppliedIsUnchangedAndShowsDefaultsOnly() {
        Resource desired = parse(DEPLOYMENT);
        apply(desired);
        ResourceDiff diff = diff(desired, desired);
        assertEquals(Action.UNCHANGED, diff.action());
        assertEquals(List.of(), shown(diff));
        assertTrue(diff.differences().stream().anyMatch(d -> d.fieldPath().equals(".spec.revisionHistoryLimit")));
        assertTrue(diff.differences().stream()
                .anyMatch(d -> d.fieldPath().equals(".spec.template.spec.containers[name=\"web\"].imagePullPolicy")
                        && d.path().toString().equals("/spec/template/spec/containers/0/imagePullPolicy")));
    }

    @Test
    void aChangeInTheRepositoryIsYours() {
        Resource before = parse(DEPLOYMENT);
        apply(before);
        Resource after = parse(DEPLOYMENT.replace("nginx:1", "nginx:2").replace("replicas: 2", "replicas: 3"));
        ResourceDiff diff = diff(after, before);
        assertEquals(Action.UPDATE, diff.action());
        assertEquals(
                List.of("YOURS .spec.replicas", "YOURS .spec.template.spec.containers[name=\"web\"].image"),
                shown(diff));
        Difference replicas = diff.differences().stream()
                .filter(d -> d.fieldPath().equals(".spec.replicas"))
                .findFirst()
                .orElseThrow();
        assertEquals(2L, replicas.live().value());
        assertEquals(3L, replicas.desired().value());
        assertEquals(3L, replicas.predicted().value());
        assertEquals(Optional.of("driftless"), replicas.manager());
    }

    @Test
    void whatTheRepositoryDroppedIsYours() {
        Resource before = parse(DEPLOYMENT);
        apply(before);
        Resource after = parse(
                DEPLOYMENT.replace(", {name: B, value: \"2\"}", "").replace("  labels: {app: web}\nspec", "spec"));
        ResourceDiff diff = diff(after, before);
        assertEquals(
                List.of("YOURS .metadata.labels", "YOURS .spec.template.spec.containers[name=\"web\"].env[name=\"B\"]"),
                shown(diff));
    }

    @Test
    void aLiveEditIsDriftWithOwnerAndTime() {
        Resource desired = parse(DEPLOYMENT);
        apply(desired);
        Instant before = Instant.now().minus(Duration.ofSeconds(2));
        kubectl("kubectl-edit", "strategic", "{\"spec\":{\"replicas\":7}}");
        ResourceDiff diff = diff(desired, desired);
        assertEquals(Action.UPDATE, diff.action());
        assertEquals(List.of("DRIFT .spec.replicas conflict"), shown(diff));
        Difference drift = diff.differences().stream()
                .filter(d -> d.kind() == DiffClass.DRIFT)
                .findFirst()
                .orElseThrow();
        assertEquals(Optional.of("kubectl-edit"), drift.manager());
        assertTrue(drift.time().orElseThrow().isAfter(before));
        assertEquals(7L, drift.live().value());
        assertEquals(2L, drift.predicted().value());
    }

    @Test
    void aLiveEditWithoutABaselineOrWithAChangeInGitIsYoursAndAConflict() {
        Resource old = parse(DEPLOYMENT);
        apply(old);
        kubectl("kubectl-edit", "strategic", "{\"spec\":{\"replicas\":7}}");
        assertEquals(List.of("YOURS .spec.replicas conflict"), shown(diff(old)));
        Resource changed = parse(DEPLOYMENT.replace("replicas: 2", "replicas: 3"));
        assertEquals(List.of("YOURS .spec.replicas conflict"), shown(diff(changed, old)));
    }

    @Test
    void aFieldDeletedByHandIsDrift() {
        Resource desired = parse(DEPLOYMENT);
        apply(desired);
        kubectl(
                "kubectl-edit",
                "json",
                "[{\"op\":\"remove\",\"path\":\"/spec/template/spec/containers/0/env/1\"},{\"op\":\"remove\",\"path\":\"/metadata/labels\"}]");
        assertEquals(
                List.of("DRIFT .metadata.labels", "DRIFT .spec.template.spec.containers[name=\"web\"].env[name=\"B\"]"),
                shown(diff(desired, desired)));
    }

    @Test
    void whatAPersonsToolAddedIsDriftByHandAndWhatAControllerAddedIsForeign() {
        Resource desired = parse(DEPLOYMENT);
        apply(desired);
        kubectl(
                "kubectl-edit",
                "merge",
                "{\"metadata\":{\"labels\":{\"hand\":\"1\"}},\"spec\":{\"minReadySeconds\":5}}");
        kubectl("some-controller", "merge", "{\"metadata\":{\"annotations\":{\"note\":\"1\"}}}");
        ResourceDiff diff = diff(desired, desired);
        assertEquals(
                List.of(
                        "FOREIGN .metadata.annotations",
                        "DRIFT .metadata.labels.hand by hand",
                        "DRIFT .spec.minReadySeconds by hand"),
                shown(diff).stream()
                        .sorted(java.util.Comparator.comparing(s -> s.substring(s.indexOf(' '))))
                        .toList());
        assertEquals(Action.UPDATE, diff.action());
        kubectl(
                "kubectl-edit",
                "merge",
                "{\"metadata\":{\"labels\":{\"hand\":null}},\"spec\":{\"minReadySeconds\":0}}");
        assertEquals(Action.UNCHANGED, diff(desired, desired).action());
    }

    @Test
    void defaultsThatKubectlCreateOwnsAreDefaultsAndAdoptingIsOwnership() {
        Resource desired = parse(DEPLOYMENT);
        ControlPlane.shared()
                .kubectl("-n", namespace, "create", "deployment", "web", "--image=nginx:1", "--replicas=2");
        Resource same = parse("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: NS, labels: {app: web}}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: nginx, image: "nginx:1"}]}
                """);
        ResourceDiff diff = diff(same);
        assertEquals(List.of(), shown(diff));
        assertEquals(Action.OWNERSHIP, diff.action());
        assertEquals(Action.UPDATE, diff(desired).action());
    }

    @Test
    void anAddedContainerOrPortIsOneDifference() {
        Resource desired = parse(DEPLOYMENT);
        apply(desired);
        kubectl(
                "kubectl-edit",
                "strategic",
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"side\",\"image\":\"x\"}]}}}}");
        assertEquals(
                List.of("DRIFT .spec.template.spec.containers[name=\"side\"] by hand"), shown(diff(desired, desired)));
        Resource more = parse(DEPLOYMENT.replace(
                "ports: [{containerPort: 80}]", "ports: [{containerPort: 80}, {containerPort: 81}]"));
        assertTrue(shown(diff(more, desired))
                .contains(
                        "YOURS .spec.template.spec.containers[name=\"web\"].ports[containerPort=81,protocol=\"TCP\"]"));
    }

    @Test
    void whatTheServerDropsAsAConsequenceIsADefault() {
        String yaml = """
                apiVersion: v1
                kind: Service
                metadata: {name: s, namespace: NS}
                spec: {type: NodePort, selector: {app: web}, ports: [{name: http, port: 80}]}
                """;
        Resource before = parse(yaml);
        apply(before);
        ResourceDiff diff = diff(parse(yaml.replace("NodePort", "ClusterIP")), before);
        assertEquals(List.of("YOURS .spec.type"), shown(diff));
        Difference port = diff.differences().stream()
                .filter(d -> d.fieldPath().endsWith(".nodePort"))
                .findFirst()
                .orElseThrow();
        assertEquals(DiffClass.DEFAULT, port.kind());
        assertTrue(port.live().present());
        assertFalse(port.predicted().present());
    }

    @Test
    void quantitiesAreComparedByWhatTheyMean() {
        Resource desired = parse(DEPLOYMENT);
        apply(desired);
        Resource respelt = parse(DEPLOYMENT.replace("cpu: 1000m, memory: 1024Mi", "cpu: 1, memory: 1Gi"));
        ResourceDiff diff = diff(respelt, desired);
        assertEquals(List.of(), shown(diff));
        assertEquals(Action.UNCHANGED, diff.action());
    }

    @Test
    void secretsAreMaskedAndStillCompared() {
        String yaml = """
                apiVersion: v1
                kind: Secret
                metadata: {name: s, namespace: NS}
                stringData: {same: canary-same, other: %s, gone: canary-gone}
                """;
        Resource before = parse(yaml.formatted("canary-one"));
        apply(before);
        Resource after = parse(yaml.formatted("canary-two").replace(", gone: canary-gone", ", fresh: canary-same"));
        ResourceDiff diff = diff(after, before);
        assertEquals(
                List.of("YOURS .data.fresh", "YOURS .data.gone", "YOURS .data.other"),
                shown(diff).stream().sorted().toList());
        String text = diff.toString();
        assertFalse(text.contains("canary"), text);
        assertFalse(text.contains("Y2FuYXJ5"), text);
        assertEquals(Action.UNCHANGED, diff(before, before).action());
        var desired = (java.util.Map<?, ?>) diff.desired().orElseThrow().get("data");
        assertEquals(desired.get("same"), desired.get("fresh"));
        assertFalse(desired.get("same").equals(desired.get("other")));
    }

    @Test
    void whatIsOursAndNotDesiredIsADelete() {
        Resource desired = parse(DEPLOYMENT);
        apply(desired);
        LiveObject live = cluster.get(desired.type(), namespace, "web").orElseThrow();
        var results = new LiveDiff(WORKERS, new Masking(), new PersonsTools(List.of()))
                .diff(
                        cluster,
                        new LiveDiff.Request(List.of(), List.of(), List.of(live)),
                        _ -> {},
                        Progress.none(),
                        new CancelToken());
        assertEquals(Action.DELETE, results.getFirst().action());
        assertEquals(Optional.of(live.uid()), results.getFirst().uid());
    }
}
