package app.driftless.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Masking;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.health.Health;
import app.driftless.core.health.HealthJudge;
import app.driftless.core.manifest.Resource;
import app.driftless.testkit.cluster.ControlPlane;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// With controllers at work: a rollout is followed to its end, and what controllers write is foreign, never drift.
class RolloutTest {
    @Test
    void aRolloutProgressesToHealthyAndStaysInSync() throws Exception {
        var plane = ControlPlane.withControllers();
        String namespace = plane.namespace("rollout");
        try (var workers = new Workers();
                Cluster cluster = new KubeClusters(workers, System.getenv())
                        .connect(
                                new ContextRef(List.of(plane.kubeconfig()), plane.context()),
                                Set.of(),
                                new CancelToken())) {
            List<Resource> desired = Manifests.all("""
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: web, namespace: NS}
                    spec:
                      replicas: 3
                      selector: {matchLabels: {app: web}}
                      template:
                        metadata: {labels: {app: web}}
                        spec: {containers: [{name: web, image: "nginx:1", ports: [{containerPort: 80}]}]}
                    ---
                    apiVersion: v1
                    kind: Service
                    metadata: {name: web, namespace: NS}
                    spec: {selector: {app: web}, ports: [{port: 80}]}
                    ---
                    apiVersion: apps/v1
                    kind: StatefulSet
                    metadata: {name: db, namespace: NS}
                    spec:
                      serviceName: web
                      selector: {matchLabels: {app: db}}
                      template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: "db:1"}]}}
                    ---
                    apiVersion: batch/v1
                    kind: Job
                    metadata: {name: once, namespace: NS}
                    spec: {suspend: true, template: {spec: {restartPolicy: Never, containers: [{name: a, image: "a:1"}]}}}
                    """.replace("NS", namespace));
            var first = new ArrayList<Health.Status>();
            for (Resource resource : desired) {
                var applied = assertInstanceOf(
                        ApplyAnswer.Applied.class,
                        cluster.apply(new ApplyRequest(resource, false, false, Optional.empty())));
                first.add(health(applied.object()).status());
            }
            assertEquals(Health.Status.PROGRESSING, first.getFirst());
            List<Health.Status> expected = List.of(
                    Health.Status.HEALTHY, Health.Status.HEALTHY, Health.Status.HEALTHY, Health.Status.SUSPENDED);
            List<Health.Status> last = first;
            for (int i = 0; i < 600 && !last.equals(expected); i++) {
                Thread.sleep(100);
                last = desired.stream()
                        .map(r -> health(
                                        cluster.get(r.type(), namespace, r.key().name())
                                                .orElseThrow())
                                .status())
                        .toList();
            }
            assertEquals(expected, last);

            List<ResourceDiff> results = new LiveDiff(workers, new Masking(), new PersonsTools(List.of("kubectl*")))
                    .diff(
                            cluster,
                            new LiveDiff.Request(desired, desired, List.of()),
                            _ -> {},
                            Progress.none(),
                            new CancelToken());
            for (ResourceDiff result : results) {
                assertEquals(Action.UNCHANGED, result.action(), result.toString());
                assertEquals(0, result.count(DiffClass.DRIFT), result.toString());
            }
            assertTrue(results.getFirst().differences().stream()
                    .anyMatch(d -> d.kind() == DiffClass.FOREIGN
                            && d.fieldPath().equals(".metadata.annotations")
                            && d.manager().equals(Optional.of("kube-controller-manager"))));
        }
    }

    private static Health health(LiveObject object) {
        return HealthJudge.judge(object.body(), HealthJudge.Surroundings.at(Instant.now()));
    }
}
