package app.driftless.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.problem.Texts;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthJudgeTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static Health judge(String kind, String rest) {
        String version =
                switch (kind) {
                    case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet" -> "apps/v1";
                    case "Job", "CronJob" -> "batch/v1";
                    case "Ingress" -> "networking.k8s.io/v1";
                    case "HorizontalPodAutoscaler" -> "autoscaling/v2";
                    case "APIService" -> "apiregistration.k8s.io/v1";
                    case "CustomResourceDefinition" -> "apiextensions.k8s.io/v1";
                    case "PodDisruptionBudget" -> "policy/v1";
                    case "Application" -> "argoproj.io/v1alpha1";
                    case "Kustomization" -> "kustomize.toolkit.fluxcd.io/v1";
                    case "Thing" -> "example.org/v1";
                    default -> "v1";
                };
        try {
            Map<String, Object> body = new ObjectMapper(new YAMLFactory())
                    .readValue(
                            "{apiVersion: " + version + ", kind: " + kind + ", " + rest + "}",
                            new TypeReference<>() {});
            return HealthJudge.judge(body, new HealthJudge.Surroundings(NOW, Set.of("late")));
        } catch (IOException e) {
            throw new IllegalArgumentException(rest, e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        Deployment  | HEALTHY     | spec: {replicas: 2}, status: {observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: 2}
        Deployment  | PROGRESSING | spec: {replicas: 2}
        Deployment  | PROGRESSING | metadata: {generation: 2}, spec: {replicas: 2}, status: {observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: 2}
        Deployment  | PROGRESSING | spec: {replicas: 3}, status: {observedGeneration: 1, replicas: 3, updatedReplicas: 2, availableReplicas: 3}
        Deployment  | PROGRESSING | spec: {replicas: 2}, status: {observedGeneration: 1, replicas: 3, updatedReplicas: 2, availableReplicas: 3}
        Deployment  | PROGRESSING | spec: {replicas: 2}, status: {observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: 1}
        Deployment  | SUSPENDED   | spec: {replicas: 2, paused: true}
        Deployment  | DEGRADED    | spec: {replicas: 2}, status: {conditions: [{type: ReplicaFailure, status: "True", message: exceeded quota}]}
        Deployment  | DEGRADED    | spec: {replicas: 2}, status: {conditions: [{type: Progressing, status: "False", reason: ProgressDeadlineExceeded}]}
        Deployment  | HEALTHY     | spec: {replicas: 0}, status: {observedGeneration: 1, conditions: [{type: ReplicaFailure, status: "False"}]}
        Deployment  | PROGRESSING | metadata: {deletionTimestamp: "2026-11-21T11:00:00Z", finalizers: [x/y]}
        StatefulSet | PROGRESSING | spec: {replicas: 2, updateStrategy: {type: OnDelete}}, status: {observedGeneration: 1, readyReplicas: 1}
        StatefulSet | HEALTHY     | spec: {replicas: 2, updateStrategy: {type: OnDelete}}, status: {observedGeneration: 1, readyReplicas: 2, updateRevision: b, currentRevision: a}
        StatefulSet | PROGRESSING | spec: {replicas: 2}, status: {observedGeneration: 1, readyReplicas: 2, updatedReplicas: 1, updateRevision: b, currentRevision: a}
        StatefulSet | HEALTHY     | spec: {replicas: 3, updateStrategy: {rollingUpdate: {partition: 2}}}, status: {observedGeneration: 1, readyReplicas: 3, updatedReplicas: 1, updateRevision: b, currentRevision: a}
        StatefulSet | HEALTHY     | spec: {replicas: 1}, status: {observedGeneration: 1, readyReplicas: 1, updatedReplicas: 1, updateRevision: a, currentRevision: a}
        DaemonSet   | PROGRESSING | spec: {updateStrategy: {type: OnDelete}}, status: {observedGeneration: 1, desiredNumberScheduled: 2, numberAvailable: 1}
        DaemonSet   | HEALTHY     | spec: {updateStrategy: {type: OnDelete}}, status: {observedGeneration: 1, desiredNumberScheduled: 2, numberAvailable: 2}
        DaemonSet   | PROGRESSING | status: {observedGeneration: 1, desiredNumberScheduled: 2, updatedNumberScheduled: 1, numberAvailable: 2}
        ReplicaSet  | DEGRADED    | spec: {replicas: 1}, status: {conditions: [{type: ReplicaFailure, status: "True"}]}
        ReplicaSet  | HEALTHY     | spec: {replicas: 1}, status: {observedGeneration: 1, availableReplicas: 1}
        Pod         | HEALTHY     | status: {phase: Running, conditions: [{type: Ready, status: "True"}]}
        Pod         | PROGRESSING | status: {phase: Running, conditions: [{type: Ready, status: "False"}]}
        Pod         | PROGRESSING | spec: {restartPolicy: Never}, status: {phase: Running, conditions: [{type: Ready, status: "True"}]}
        Pod         | HEALTHY     | status: {phase: Succeeded}
        Pod         | DEGRADED    | status: {phase: Failed, reason: Evicted}
        Pod         | DEGRADED    | status: {phase: Pending, initContainerStatuses: [{name: i, state: {waiting: {reason: CrashLoopBackOff}}}]}
        Pod         | DEGRADED    | status: {phase: Pending, containerStatuses: [{name: c, state: {waiting: {reason: ImagePullBackOff}}}]}
        Pod         | PROGRESSING | status: {phase: Pending, conditions: [{type: PodScheduled, status: "False", message: no nodes}]}
        Job         | PROGRESSING | status: {active: 1, startTime: "2026-11-21T11:00:00Z", conditions: [{type: Suspended, status: "False"}]}
        Job         | PROGRESSING | status: {active: 1, conditions: [{type: Failed, status: "False"}]}
        Job         | DEGRADED    | status: {conditions: [{type: Failed, status: "True", message: too many}]}
        Job         | HEALTHY     | status: {conditions: [{type: Complete, status: "True"}]}
        Job         | SUSPENDED   | spec: {suspend: true}, status: {conditions: [{type: Suspended, status: "True"}]}
        CronJob     | SUSPENDED   | spec: {suspend: true}
        CronJob     | HEALTHY     | spec: {suspend: false}
        Service     | HEALTHY     | spec: {type: ClusterIP}
        Service     | PROGRESSING | metadata: {creationTimestamp: "2026-11-21T11:59:00Z"}, spec: {type: LoadBalancer}
        Service     | HEALTHY     | metadata: {creationTimestamp: "2026-11-21T10:00:00Z"}, spec: {type: LoadBalancer}
        Service     | HEALTHY     | metadata: {creationTimestamp: "2026-11-21T11:59:00Z"}, spec: {type: LoadBalancer}, status: {loadBalancer: {ingress: [{ip: 1.2.3.4}]}}
        Ingress     | PROGRESSING | metadata: {creationTimestamp: "2026-11-21T11:59:00Z"}
        PersistentVolumeClaim | PROGRESSING | spec: {storageClassName: fast}, status: {phase: Pending}
        PersistentVolumeClaim | HEALTHY     | spec: {storageClassName: late}, status: {phase: Pending}
        PersistentVolumeClaim | HEALTHY     | status: {phase: Bound}
        PersistentVolumeClaim | DEGRADED    | status: {phase: Lost}
        HorizontalPodAutoscaler | DEGRADED    | status: {conditions: [{type: AbleToScale, status: "False", reason: FailedGetScale}]}
        HorizontalPodAutoscaler | DEGRADED    | status: {conditions: [{type: AbleToScale, status: "True"}, {type: ScalingActive, status: "False", reason: FailedGetResourceMetric}]}
        HorizontalPodAutoscaler | HEALTHY     | status: {conditions: [{type: AbleToScale, status: "True"}, {type: ScalingActive, status: "True", reason: FailedGetResourceMetric}]}
        HorizontalPodAutoscaler | PROGRESSING | spec: {maxReplicas: 2}
        APIService  | HEALTHY     | status: {conditions: [{type: Available, status: "True"}]}
        APIService  | PROGRESSING | status: {conditions: [{type: Available, status: "False", message: no endpoints}]}
        CustomResourceDefinition | HEALTHY     | status: {conditions: [{type: Established, status: "True"}, {type: NamesAccepted, status: "True"}]}
        CustomResourceDefinition | DEGRADED    | status: {conditions: [{type: NamesAccepted, status: "False"}]}
        CustomResourceDefinition | DEGRADED    | status: {conditions: [{type: Established, status: "True"}, {type: NonStructuralSchema, status: "True"}]}
        CustomResourceDefinition | PROGRESSING | spec: {scope: Cluster}
        PodDisruptionBudget | HEALTHY  | status: {conditions: [{type: DisruptionAllowed, status: "True"}]}
        PodDisruptionBudget | DEGRADED | status: {conditions: [{type: DisruptionAllowed, status: "False", reason: InsufficientPods}]}
        Namespace   | HEALTHY     | status: {phase: Active}
        Namespace   | PROGRESSING | status: {phase: Terminating}
        ConfigMap   | NO_SIGNAL   | data: {a: b}
        Secret      | NO_SIGNAL   | data: {a: Yg==}
        Application | HEALTHY     | status: {sync: {status: Synced}, health: {status: Healthy}, operationState: {phase: Succeeded}}
        Application | PROGRESSING | status: {sync: {status: OutOfSync}, health: {status: Healthy}}
        Application | PROGRESSING | status: {sync: {status: Synced}, health: {status: Healthy}, operationState: {phase: Running}}
        Application | DEGRADED    | status: {sync: {status: Synced}, health: {status: Healthy}, operationState: {phase: Failed, message: no}}
        Application | DEGRADED    | status: {sync: {status: Synced}, health: {status: Degraded}}
        Kustomization | SUSPENDED | spec: {suspend: true}, status: {conditions: [{type: Ready, status: "True"}]}
        Kustomization | DEGRADED  | status: {conditions: [{type: Ready, status: "False", reason: BuildFailed}]}
        Kustomization | HEALTHY   | status: {conditions: [{type: Ready, status: "True"}]}
        Kustomization | PROGRESSING | metadata: {annotations: {reconcile.fluxcd.io/requestedAt: t2}}, status: {lastHandledReconcileAt: t1, conditions: [{type: Ready, status: "True"}]}
        Thing       | NO_SIGNAL   | spec: {a: 1}
        Thing       | HEALTHY     | status: {conditions: [{type: Ready, status: "True"}]}
        Thing       | PROGRESSING | status: {conditions: [{type: Ready, status: "Unknown"}]}
        Thing       | DEGRADED    | status: {conditions: [{type: Stalled, status: "True"}, {type: Ready, status: "True"}]}
        Thing       | PROGRESSING | metadata: {generation: 3}, status: {observedGeneration: 2, conditions: [{type: Ready, status: "True"}]}
        """)
    void isJudgedByItsStatus(String kind, Health.Status expected, String rest) {
        Health health = judge(kind, rest);
        assertEquals(expected, health.status(), rest);
        if (expected != Health.Status.HEALTHY && expected != Health.Status.NO_SIGNAL) {
            for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE}) {
                String reason = new Texts(locale).text(health.reason().orElseThrow());
                assertFalse(reason.isBlank() || reason.startsWith("health:"), reason);
            }
        }
    }

    @Test
    void theReasonSaysWhatTheServerSays() {
        Health health = judge(
                "Deployment",
                "status: {conditions: [{type: ReplicaFailure, status: \"True\", message: \"exceeded quota: small\"}]}");
        String reason = new Texts(Locale.ENGLISH).text(health.reason().orElseThrow());
        assertTrue(reason.contains("exceeded quota: small"), reason);
    }
}
