package app.driftless.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.Masking;
import app.driftless.core.diff.NoOp;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Resource;
import app.driftless.testkit.cluster.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// R19, and that its short cut is sound: what is called proven, the server confirms.
class NoOpTest {
    private static final Workers WORKERS = new Workers();
    private static Cluster cluster;

    @BeforeAll
    static void start() {
        cluster = Connected.toShared(WORKERS);
    }

    @AfterAll
    static void end() {
        cluster.close();
        WORKERS.close();
    }

    private static LiveObject applied(Resource resource, boolean dryRun) {
        return assertInstanceOf(
                        ApplyAnswer.Applied.class,
                        cluster.apply(new ApplyRequest(resource, dryRun, false, Optional.empty())),
                        resource.key().toString())
                .object();
    }

    @Test
    void whatIsProvenTheServerConfirms() throws IOException {
        String namespace = ControlPlane.shared().namespace("proof");
        var unproven = new ArrayList<String>();
        List<Resource> resources = Manifests.builtIn(namespace);
        for (Resource resource : resources) {
            applied(resource, false);
            Map<String, Object> live = cluster.get(
                            resource.type(),
                            resource.key().namespace(),
                            resource.key().name())
                    .orElseThrow()
                    .body();
            if (NoOp.proven(resource.body(), live).isPresent()) {
                assertEquals(
                        live, applied(resource, true).body(), resource.key().toString());
            } else {
                unproven.add(resource.key().toString());
            }
        }
        assertTrue(unproven.size() <= resources.size() / 4, unproven.toString());
    }

    @Test
    void nothingIsProvenOnceAnythingOfOursMoved() {
        String namespace = ControlPlane.shared().namespace("moved");
        String yaml = """
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: %s, labels: {a: b}}
                spec: {selector: {app: web}, ports: [{name: a, port: 80}, {name: b, port: 81}]}
                """.formatted(namespace);
        Resource desired = Manifests.one(yaml);
        Map<String, Object> live = applied(desired, false).body();
        assertTrue(NoOp.proven(desired.body(), live).isPresent());
        for (String changed : List.of(
                yaml.replace("labels: {a: b}", "labels: {a: c}"),
                yaml.replace("labels: {a: b}", "labels: {a: b, c: d}"),
                yaml.replace(", labels: {a: b}", ""),
                yaml.replace("port: 80", "port: 82"),
                yaml.replace(", {name: b, port: 81}", ""),
                yaml.replace(
                        "[{name: a, port: 80}, {name: b, port: 81}]", "[{name: b, port: 81}, {name: a, port: 80}]"))) {
            assertTrue(NoOp.proven(Manifests.one(changed).body(), live).isEmpty(), changed);
        }
        for (String patch : List.of(
                "[{\"op\":\"replace\",\"path\":\"/metadata/labels/a\",\"value\":\"x\"}]",
                "[{\"op\":\"remove\",\"path\":\"/spec/ports/1\"}]")) {
            ControlPlane.shared().kubectl("-n", namespace, "patch", "svc", "web", "--type=json", "-p", patch);
            var edited = cluster.get(desired.type(), namespace, "web").orElseThrow();
            assertTrue(NoOp.proven(desired.body(), edited.body()).isEmpty(), patch);
            cluster.apply(new ApplyRequest(desired, false, true, Optional.empty()));
        }
    }

    @Test
    void nothingIsProvenWhereOthersTookAllButTheMark() {
        String namespace = ControlPlane.shared().namespace("taken");
        Resource desired =
                Manifests.one("{apiVersion: v1, kind: ConfigMap, metadata: {name: c, namespace: %s}, data: {key: v}}"
                        .formatted(namespace));
        applied(AsSynced.labelled(desired), false);
        for (String value : List.of("w", "v")) {
            ControlPlane.shared()
                    .kubectl("-n", namespace, "patch", "cm", "c", "-p", "{\"data\":{\"key\":\"" + value + "\"}}");
        }
        LiveObject live = cluster.get(desired.type(), namespace, "c").orElseThrow();
        assertTrue(NoOp.proven(desired.body(), live.body()).isEmpty());
        var differ = new LiveDiff(WORKERS, new Masking(), new PersonsTools(List.of()));
        assertEquals(
                Action.OWNERSHIP, compare(differ, List.of(desired)).getFirst().action());
    }

    @Test
    void aComparisonOfWhatIsInSyncAsksNoDryRun() throws Exception {
        String namespace = ControlPlane.shared().namespace("quiet");
        var desired = new ArrayList<Resource>();
        for (int i = 0; i < 40; i++) {
            desired.add(Manifests.one(
                    "{apiVersion: v1, kind: ConfigMap, metadata: {name: c%d, namespace: %s}, data: {key: v}}"
                            .formatted(i, namespace)));
            applied(desired.get(i), false);
        }
        // Other tests' policies may be of this very second, which proves nothing.
        Thread.sleep(1100);
        long before = patches(namespace);
        List<ResourceDiff> results =
                compare(new LiveDiff(WORKERS, new Masking(), new PersonsTools(List.of())), desired);
        assertEquals(
                40, results.stream().filter(r -> r.action() == Action.UNCHANGED).count());
        assertEquals(40, before);
        assertEquals(before, patches(namespace));
    }

    @Test
    void whatCannotBeProvenIsAskedOnce() throws Exception {
        String namespace = ControlPlane.shared().namespace("once");
        // An atomic list whose items the server completes.
        Resource desired = Manifests.one(
                "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: n, namespace: %s}, spec: {podSelector: {}, ingress: [{ports: [{port: 80}]}]}}"
                        .formatted(namespace));
        LiveObject live = applied(AsSynced.labelled(desired), false);
        assertTrue(NoOp.proven(desired.body(), live.body()).isEmpty());
        var comparison = new LiveDiff(WORKERS, new Masking(), new PersonsTools(List.of()));
        long before = patches(namespace);
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    Action.UNCHANGED,
                    compare(comparison, List.of(desired)).getFirst().action());
        }
        assertEquals(before + 1, patches(namespace));
        ControlPlane.shared().kubectl("-n", namespace, "label", "netpol", "n", "a=b");
        compare(comparison, List.of(desired));
        // The label is kubectl's own patch.
        assertEquals(before + 3, patches(namespace));
    }

    /// The server gives these the labels of their template where they bear none; what a sync writes bears ours.
    @Test
    void nothingIsForetoldThatOnlyAnObjectWithoutLabelsWouldGet() {
        String namespace = ControlPlane.shared().namespace("bare");
        String yaml =
                "{apiVersion: v1, kind: ReplicationController, metadata: {name: rc, namespace: %s, annotations: {a: %s}}, spec: {replicas: 0, selector: {app: rc}, template: {metadata: {labels: {app: rc}}, spec: {containers: [{name: a, image: a}]}}}}";
        applied(AsSynced.labelled(Manifests.one(yaml.formatted(namespace, "one"))), false);
        var comparison = new LiveDiff(WORKERS, new Masking(), new PersonsTools(List.of()));
        ResourceDiff diff = compare(comparison, List.of(Manifests.one(yaml.formatted(namespace, "two"))))
                .getFirst();
        List<String> metadata = diff.differences().stream()
                .map(Difference::fieldPath)
                .filter(path -> path.startsWith(".metadata"))
                .toList();
        assertEquals(List.of(".metadata.annotations.a"), metadata);
    }

    private static List<ResourceDiff> compare(LiveDiff comparison, List<Resource> desired) {
        return comparison.diff(cluster, AsSynced.request(desired), _ -> {}, Progress.none(), new CancelToken());
    }

    private static long patches(String namespace) throws IOException {
        return Files.readString(ControlPlane.shared().auditLog())
                .lines()
                .filter(line -> line.contains("\"verb\":\"patch\"")
                        && line.contains("\"stage\":\"ResponseComplete\"")
                        && line.contains("/namespaces/" + namespace + "/"))
                .count();
    }
}
