package app.driftless.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.Texts;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthJudgeTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static Health judge(String kind, String rest) {
        return HealthJudge.judge(body(kind, rest), new HealthJudge.Surroundings(NOW, Set.of("late")));
    }

    private static Map<String, Object> body(String kind, String rest) {
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
                    case "HelmRelease" -> "helm.toolkit.fluxcd.io/v2";
                    case "Kustomization" -> "kustomize.toolkit.fluxcd.io/v1";
                    case "Thing" -> "example.org/v1";
                    default -> "v1";
                };
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readValue(
                            "{apiVersion: " + version + ", kind: " + kind + ", " + rest + "}",
                            new TypeReference<>() {});
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
        Deployment  | PROGRESSING | spec: {}, status: {observedGeneration: 1}
        Deployment  | HEALTHY     | spec: {}, status: {observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: 1, conditions: [{type: Progressing, status: "True", reason: NewReplicaSetAvailable}]}
        Deployment  | DEGRADED    | spec: {replicas: 2}, status: {observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: 2, conditions: [{type: ReplicaFailure, status: "True", reason: FailedCreate}]}
        Deployment  | PROGRESSING | spec: {replicas: 2}, status: {observedGeneration: 1, conditions: [{type: Progressing, status: "False", reason: Other}]}
        Deployment  | SUSPENDED   | spec: {paused: true}, status: {observedGeneration: 1, conditions: [{type: ReplicaFailure, status: "True"}]}
        Deployment  | PROGRESSING | metadata: {deletionTimestamp: "2026-11-21T11:00:00Z"}, spec: {paused: true}
        StatefulSet | PROGRESSING | spec: {replicas: 1}
        StatefulSet | PROGRESSING | spec: {}, status: {observedGeneration: 1, readyReplicas: 0}
        StatefulSet | PROGRESSING | metadata: {generation: 5}, spec: {replicas: 0}, status: {observedGeneration: 4}
        StatefulSet | HEALTHY     | spec: {replicas: 0}, status: {observedGeneration: 1, updateRevision: a, currentRevision: a}
        StatefulSet | PROGRESSING | spec: {replicas: 3, updateStrategy: {rollingUpdate: {partition: 1}}}, status: {observedGeneration: 1, readyReplicas: 3, updatedReplicas: 1}
        StatefulSet | PROGRESSING | spec: {replicas: 2}, status: {observedGeneration: 1, readyReplicas: 2, updatedReplicas: 2, updateRevision: b, currentRevision: a}
        DaemonSet   | PROGRESSING | spec: {}
        DaemonSet   | HEALTHY     | status: {observedGeneration: 1, desiredNumberScheduled: 0}
        DaemonSet   | HEALTHY     | status: {observedGeneration: 1, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2}
        DaemonSet   | PROGRESSING | status: {observedGeneration: 1, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 1}
        DaemonSet   | PROGRESSING | metadata: {generation: 2}, status: {observedGeneration: 1, desiredNumberScheduled: 0}
        ReplicaSet  | PROGRESSING | spec: {replicas: 2}, status: {observedGeneration: 1, availableReplicas: 1}
        ReplicaSet  | PROGRESSING | spec: {replicas: 2}
        ReplicaSet  | HEALTHY     | spec: {replicas: 0}, status: {observedGeneration: 1}
        Pod         | DEGRADED    | status: {phase: Running, containerStatuses: [{name: c, state: {waiting: {reason: CrashLoopBackOff}}}]}
        Pod         | DEGRADED    | status: {phase: Pending, containerStatuses: [{name: c, state: {waiting: {reason: ErrImagePull}}}]}
        Pod         | DEGRADED    | status: {phase: Pending, containerStatuses: [{name: c, state: {waiting: {reason: CreateContainerConfigError}}}]}
        Pod         | DEGRADED    | status: {phase: Pending, containerStatuses: [{name: c, state: {waiting: {reason: InvalidImageName}}}]}
        Pod         | DEGRADED    | spec: {restartPolicy: Never}, status: {phase: Pending, initContainerStatuses: [{name: i, state: {waiting: {reason: ErrImagePull}}}]}
        Pod         | DEGRADED    | spec: {restartPolicy: Never}, status: {phase: Failed, containerStatuses: [{name: c, state: {terminated: {exitCode: 3, reason: Error}}}]}
        Pod         | PROGRESSING | status: {phase: Pending, containerStatuses: [{name: c, state: {waiting: {reason: ContainerCreating}}}]}
        Pod         | PROGRESSING | status: {phase: Pending}
        Pod         | PROGRESSING | spec: {restartPolicy: OnFailure}, status: {phase: Running, conditions: [{type: Ready, status: "True"}]}
        Pod         | HEALTHY     | spec: {restartPolicy: Always}, status: {phase: Running, conditions: [{type: Ready, status: "True"}]}
        Pod         | PROGRESSING | metadata: {deletionTimestamp: "2026-11-21T11:00:00Z"}, status: {phase: Running, conditions: [{type: Ready, status: "True"}]}
        Job         | PROGRESSING | status: {startTime: "2026-11-21T11:00:00Z"}
        Job         | PROGRESSING | spec: {completions: 3}, status: {succeeded: 2, conditions: [{type: Complete, status: "False"}]}
        Job         | HEALTHY     | status: {conditions: [{type: Complete, status: "True"}, {type: Failed, status: "False"}]}
        Job         | DEGRADED    | status: {conditions: [{type: Complete, status: "False"}, {type: Failed, status: "True", reason: BackoffLimitExceeded}]}
        CronJob     | HEALTHY     | spec: {schedule: "* * * * *"}, status: {lastScheduleTime: "2026-11-21T11:59:00Z", lastSuccessfulTime: "2026-11-21T11:58:00Z"}
        CronJob     | HEALTHY     | status: {active: [{name: j}]}
        Service     | HEALTHY     | spec: {type: NodePort}
        Service     | HEALTHY     | spec: {type: ExternalName}
        Service     | PROGRESSING | spec: {type: LoadBalancer}
        Ingress     | HEALTHY     | status: {loadBalancer: {ingress: [{hostname: a}]}}
        Ingress     | HEALTHY     | metadata: {creationTimestamp: "2026-11-21T09:00:00Z"}
        PersistentVolumeClaim | PROGRESSING | spec: {storageClassName: late}, metadata: {annotations: {volume.kubernetes.io/selected-node: n1}}, status: {phase: Pending}
        PersistentVolumeClaim | PROGRESSING | spec: {}
        HorizontalPodAutoscaler | DEGRADED | status: {conditions: [{type: AbleToScale, status: "False", reason: FailedUpdateScale}]}
        HorizontalPodAutoscaler | DEGRADED | status: {conditions: [{type: ScalingActive, status: "False", reason: FailedGetObjectMetric}]}
        HorizontalPodAutoscaler | DEGRADED | status: {conditions: [{type: ScalingActive, status: "False", reason: FailedGetPodsMetric}]}
        HorizontalPodAutoscaler | DEGRADED | status: {conditions: [{type: ScalingActive, status: "False", reason: FailedGetExternalMetric}]}
        HorizontalPodAutoscaler | DEGRADED | status: {conditions: [{type: ScalingActive, status: "False", reason: FailedComputeMetricsReplicas}]}
        HorizontalPodAutoscaler | DEGRADED | status: {conditions: [{type: ScalingActive, status: "False", reason: InvalidSelector}]}
        HorizontalPodAutoscaler | HEALTHY  | status: {conditions: [{type: ScalingLimited, status: "True", reason: TooManyReplicas}]}
        HorizontalPodAutoscaler | HEALTHY  | status: {conditions: [{type: AbleToScale, status: "True"}, {type: ScalingActive, status: "False", reason: ScalingDisabled}]}
        HorizontalPodAutoscaler | PROGRESSING | status: {conditions: [{type: AbleToScale, status: "False", reason: BackoffBoth}]}
        APIService  | PROGRESSING | spec: {}
        CustomResourceDefinition | PROGRESSING | status: {conditions: [{type: Established, status: "False", reason: Installing}, {type: NamesAccepted, status: "True"}]}
        PodDisruptionBudget | PROGRESSING | spec: {minAvailable: 1}
        Namespace   | PROGRESSING | metadata: {deletionTimestamp: "2026-11-21T11:00:00Z"}, status: {phase: Terminating, conditions: [{type: NamespaceFinalizersRemaining, status: "True", message: x in 1 resource instances}]}
        Application | SUSPENDED   | status: {sync: {status: Synced}, health: {status: Suspended}}
        Application | MISSING     | status: {sync: {status: OutOfSync}, health: {status: Missing}}
        Application | UNKNOWN     | status: {sync: {status: Synced}, health: {status: Brewing}}
        Application | PROGRESSING | status: {sync: {status: Synced}, health: {status: Healthy}, operationState: {phase: Terminating}}
        Application | DEGRADED    | status: {sync: {status: Unknown}, health: {status: Healthy}, operationState: {phase: Error}}
        HelmRelease | DEGRADED    | status: {conditions: [{type: Ready, status: "False", reason: InstallFailed}]}
        HelmRelease | SUSPENDED   | spec: {suspend: true}
        Kustomization | PROGRESSING | status: {conditions: [{type: Reconciling, status: "True", reason: Progressing}, {type: Ready, status: "Unknown"}]}
        Kustomization | PROGRESSING | metadata: {generation: 2}, status: {observedGeneration: 1, conditions: [{type: Ready, status: "True"}]}
        Thing       | PROGRESSING | status: {conditions: [{type: Ready, status: "False", message: waiting}]}
        Thing       | PROGRESSING | status: {conditions: [{type: Reconciling, status: "True"}, {type: Ready, status: "True"}]}
        Thing       | NO_SIGNAL   | status: {phase: Whatever}
        Thing       | NO_SIGNAL   | status: {observedGeneration: 1, conditions: [{type: Synced, status: "True"}]}
        Thing       | HEALTHY     | metadata: {generation: 2}, status: {observedGeneration: 2, conditions: [{type: Ready, status: "True"}]}
        Thing       | PROGRESSING | metadata: {deletionTimestamp: "2026-11-21T11:00:00Z", finalizers: [a/b, c/d]}, status: {conditions: [{type: Ready, status: "True"}]}
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

    private static final String POD = "metadata: {name: %s, namespace: shop, creationTimestamp: \"%s\"}, status: %s";

    @Test
    void theWorstPodSaysWhyItsWorkloadIsStuck() {
        var pods = List.of(
                body(
                        "Pod",
                        POD.formatted(
                                "ready",
                                "2026-11-21T11:00:00Z",
                                "{phase: Running, conditions: [{type: Ready, status: \"True\"}]}")),
                body("Pod", POD.formatted("starting", "2026-11-21T11:59:00Z", "{phase: Pending}")),
                body("Pod", POD.formatted("old", "2026-11-21T10:00:00Z", BROKEN)),
                body("Pod", POD.formatted("broken", "2026-11-21T11:30:00Z", BROKEN)));
        Health.Cause cause =
                PodCause.among(pods, HealthJudge.Surroundings.at(NOW)).orElseThrow();
        assertEquals(new ResourceKey("", "Pod", "shop", "broken"), cause.object());
        assertEquals(
                "The container web does not start: ImagePullBackOff", new Texts(Locale.ENGLISH).text(cause.reason()));
        assertTrue(PodCause.among(pods.subList(0, 1), HealthJudge.Surroundings.at(NOW))
                .isEmpty());
    }

    private static final String BROKEN =
            "{phase: Pending, containerStatuses: [{name: web, state: {waiting: {reason: ImagePullBackOff}}}]}";

    @Test
    void aSelectorIsWrittenAsTheServerTakesIt() {
        assertEquals(
                "app=web,tier in (a,b),!old,new",
                PodCause.selector(body(
                                "Deployment",
                                "spec: {selector: {matchLabels: {app: web}, matchExpressions: ["
                                        + "{key: tier, operator: In, values: [a, b]}, {key: old, operator: DoesNotExist},"
                                        + " {key: new, operator: Exists}]}}"))
                        .orElseThrow());
        assertTrue(PodCause.selector(body("Deployment", "spec: {selector: {}}")).isEmpty());
        assertTrue(PodCause.selector(body("ConfigMap", "data: {}")).isEmpty());
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
