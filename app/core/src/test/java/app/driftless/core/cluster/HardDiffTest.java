package app.driftless.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Masking;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.diff.ResourceDiff.Approximation;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Resource;
import app.driftless.testkit.cluster.ControlPlane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Objects that cannot be judged as they are, or not yet (R5, R6).
class HardDiffTest {
    private static final Workers WORKERS = new Workers();
    private static Cluster cluster;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        cluster = connect(ControlPlane.shared().kubeconfig());
    }

    @AfterAll
    static void end() {
        cluster.close();
        WORKERS.close();
    }

    private static Cluster connect(Path kubeconfig) {
        var clusters = new KubeClusters(WORKERS, System.getenv());
        return clusters.connect(
                clusters.contexts(List.of(kubeconfig)).getFirst().ref(), Set.of(), new CancelToken());
    }

    private static List<ResourceDiff> diff(Cluster on, List<Resource> desired) {
        return diff(on, desired, List.of());
    }

    private static List<ResourceDiff> diff(Cluster on, List<Resource> desired, List<Resource> baseline) {
        return new LiveDiff(WORKERS, new Masking(), new PersonsTools(List.of("kubectl*")))
                .diff(
                        on,
                        new LiveDiff.Request(desired, baseline, List.of()),
                        _ -> {},
                        Progress.none(),
                        new CancelToken());
    }

    private void kubectlApply(String yaml) throws java.io.IOException {
        Path file = Files.writeString(folder.resolve("setup.yaml"), yaml);
        ControlPlane.shared().kubectl("apply", "-f", file.toString());
    }

    /// Admission is configured through informers, so it takes effect a little later.
    private static void until(BooleanSupplier reached) throws InterruptedException {
        for (int i = 0; i < 300 && !reached.getAsBoolean(); i++) {
            Thread.sleep(100);
        }
        assertTrue(reached.getAsBoolean());
    }

    private static String configMap(String namespace, String name, String more) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: %s%s}, data: {key: value}}"
                .formatted(name, namespace, more);
    }

    @Test
    void whatIsInANewNamespaceOrOfANewKindIsPlanned() {
        String ns = "new-" + Long.toString(System.nanoTime(), 36);
        List<Resource> desired = Manifests.all("""
                {apiVersion: v1, kind: Namespace, metadata: {name: NS}}
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
                    schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {mode: {type: string, default: auto}}}}}}
                ---
                {apiVersion: NS.example.org/v1, kind: Thing, metadata: {name: t, namespace: NS}, spec: {}}
                ---
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: d, namespace: NS}, spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}}}
                ---
                {apiVersion: v1, kind: Secret, metadata: {name: s, namespace: NS}, stringData: {k: canary}}
                ---
                {apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: r, namespace: NS}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}, subjects: [{kind: User, name: u}]}
                ---
                {apiVersion: v1, kind: Service, metadata: {name: wrong, namespace: NS}, spec: {ports: [{port: 99999}]}}
                """.replace("NS", ns));
        List<ResourceDiff> results = diff(cluster, desired);
        for (ResourceDiff result : results.subList(0, 6)) {
            assertEquals(Action.CREATE, result.action(), result.toString());
        }
        assertEquals(Optional.empty(), results.getFirst().approximate());
        assertEquals(Optional.of(Approximation.KIND_IS_NEW), results.get(2).approximate());
        assertEquals(
                "auto", ((Map<?, ?>) results.get(2).predicted().orElseThrow().get("spec")).get("mode"));
        assertEquals(Optional.of(Approximation.NAMESPACE_IS_NEW), results.get(3).approximate());
        String predicted = results.get(3).predicted().orElseThrow().toString();
        assertTrue(predicted.contains("revisionHistoryLimit") && predicted.contains("namespace=" + ns), predicted);
        assertFalse(predicted.contains("driftless-dry-run"), predicted);
        assertFalse(results.toString().contains("canary"));
        assertEquals(Action.ERROR, results.get(6).action());
    }

    @Test
    void aKindThatWasUnknownIsFoundOnceItsDefinitionIsThere() throws Exception {
        String ns = ControlPlane.shared().namespace("late");
        Resource thing = Manifests.one(
                "{apiVersion: NS.example.org/v1, kind: Late, metadata: {name: l, namespace: NS}, spec: {a: 1}}"
                        .replace("NS", ns));
        assertEquals(Action.ERROR, diff(cluster, List.of(thing)).getFirst().action());
        assertInstanceOf(
                ApplyAnswer.Missing.class, cluster.apply(new ApplyRequest(thing, true, false, Optional.empty())));
        kubectlApply("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: lates.NS.example.org}
                spec:
                  group: NS.example.org
                  scope: Namespaced
                  names: {plural: lates, kind: Late}
                  versions:
                  - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}
                """.replace("NS", ns));
        ControlPlane.shared().kubectl("wait", "--for=condition=Established", "crd/lates." + ns + ".example.org");
        until(() -> diff(cluster, List.of(thing)).getFirst().action() == Action.CREATE);
        assertInstanceOf(
                ApplyAnswer.Applied.class, cluster.apply(new ApplyRequest(thing, true, false, Optional.empty())));
    }

    @Test
    void whatAdmissionChangesIsMutatedAndInSync() throws Exception {
        String ns = ControlPlane.shared().namespace("mutate");
        kubectlApply("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingAdmissionPolicy
                metadata: {name: mutate-NS}
                spec:
                  reinvocationPolicy: Never
                  matchConstraints:
                    namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: NS}}
                    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [configmaps]}]
                  mutations:
                  - patchType: JSONPatch
                    jsonPatch: {expression: '[JSONPatch{op: "replace", path: "/data/key", value: "mutated"}]'}
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingAdmissionPolicyBinding
                metadata: {name: mutate-NS}
                spec: {policyName: mutate-NS}
                """.replace("NS", ns));
        Resource desired = Manifests.one(configMap(ns, "a", ""));
        until(() -> diff(cluster, List.of(desired))
                .getFirst()
                .predicted()
                .orElseThrow()
                .toString()
                .contains("mutated"));
        assertInstanceOf(
                ApplyAnswer.Applied.class, cluster.apply(new ApplyRequest(desired, false, false, Optional.empty())));
        ResourceDiff diff = diff(cluster, List.of(desired)).getFirst();
        assertEquals(Action.UNCHANGED, diff.action());
        var mutated = diff.differences().stream()
                .filter(d -> d.kind() == DiffClass.MUTATED)
                .toList();
        assertEquals(1, mutated.size());
        assertEquals(".data.key", mutated.getFirst().fieldPath());
        assertEquals("mutated", mutated.getFirst().live().value());
        assertEquals("value", mutated.getFirst().desired().value());
    }

    @Test
    void whoMayReadButNotPatchSeesDriftAllTheSame() throws Exception {
        String ns = ControlPlane.shared().namespace("reader");
        Path reader = ControlPlane.shared().user("reader-of-" + ns);
        kubectlApply("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: reader, namespace: NS}
                rules: [{apiGroups: ["", apps], resources: [configmaps, deployments], verbs: [get, list, watch]}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: reader, namespace: NS}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
                subjects: [{kind: User, name: reader-of-NS, apiGroup: rbac.authorization.k8s.io}]
                """.replace("NS", ns));
        List<Resource> desired = new ArrayList<>();
        for (String name : List.of("same", "edited", "missing")) {
            desired.add(Manifests.one(configMap(ns, name, "")));
        }
        desired.add(Manifests.one("""
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: NS}, spec: {replicas: 2, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i, ports: [{containerPort: 80}]}]}}}}
                """.replace("NS", ns)));
        desired.add(Manifests.one("{apiVersion: v1, kind: Secret, metadata: {name: s, namespace: " + ns + "}}"));
        for (int i : List.of(0, 1, 3)) {
            cluster.apply(new ApplyRequest(desired.get(i), false, false, Optional.empty()));
        }
        ControlPlane.shared()
                .kubectl("-n", ns, "patch", "configmap", "edited", "--type=merge", "-p", "{\"data\":{\"key\":\"x\"}}");
        ControlPlane.shared().kubectl("-n", ns, "scale", "deployment", "web", "--replicas=7");
        try (Cluster poor = connect(reader)) {
            List<ResourceDiff> results = diff(poor, desired, desired);
            assertEquals(
                    List.of(Action.UNCHANGED, Action.UPDATE, Action.CREATE, Action.UPDATE, Action.ERROR),
                    results.stream().map(ResourceDiff::action).toList());
            for (ResourceDiff result : results.subList(1, 4)) {
                assertEquals(Optional.of(Approximation.NO_RIGHT_TO_PATCH), result.approximate());
                assertEquals(
                        ClusterProblem.FORBIDDEN, result.problem().orElseThrow().code());
            }
            for (int i : List.of(1, 3)) {
                var here = results.get(i).differences();
                var server = diff(cluster, List.of(desired.get(i)), desired)
                        .getFirst()
                        .differences();
                assertEquals(
                        server.stream()
                                .filter(d -> d.kind() != DiffClass.DEFAULT)
                                .toList(),
                        here.stream().filter(d -> d.kind() != DiffClass.DEFAULT).toList());
            }
            assertEquals(
                    Optional.of("kubectl"),
                    results.get(3).differences().stream()
                            .filter(d -> d.fieldPath().equals(".spec.replicas"))
                            .findFirst()
                            .orElseThrow()
                            .manager());
            assertEquals(Optional.empty(), results.get(4).approximate());
        }
    }

    @Test
    void aCancelledComparisonAsksNoMore() {
        var cancel = new CancelToken();
        cancel.cancel();
        var comparison = new LiveDiff(WORKERS, new Masking(), new PersonsTools(List.of()));
        var request = new LiveDiff.Request(List.of(Manifests.one(configMap("default", "x", ""))), List.of(), List.of());
        Assertions.assertThrows(
                CancellationException.class, () -> comparison.diff(cluster, request, _ -> {}, Progress.none(), cancel));
    }
}
