package app.driftless.core.plan;

import app.driftless.core.manifest.Gvk;
import java.util.Map;

/// In which wave a kind is applied and pruned: what others need comes first, what judges or intercepts others comes
/// last (§5.3 of the engine reference). Pure.
public final class ApplyOrder {
    /// The wave of namespaces.
    public static final int NAMESPACES = 0;
    /// The wave of CRDs; they are waited for until they are established.
    public static final int DEFINITIONS = 1;
    /// Waves from here on delete.
    public static final int PRUNE = 100;

    private static final int FOUNDATIONS = 2;
    private static final int CONFIGURATION = 3;
    private static final int SERVICES = 4;
    private static final int WORKLOADS = 5;
    private static final int REST = 6;
    private static final int INTERCEPTORS = 7;
    private static final int LAST = 8;
    private static final String ADMISSION = "admissionregistration.k8s.io/";
    private static final String RBAC = "rbac.authorization.k8s.io/";

    private static final Map<String, Integer> KINDS = Map.ofEntries(
            Map.entry("/Namespace", NAMESPACES),
            Map.entry("apiextensions.k8s.io/CustomResourceDefinition", DEFINITIONS),
            Map.entry("/ServiceAccount", FOUNDATIONS),
            Map.entry("/ResourceQuota", FOUNDATIONS),
            Map.entry("/LimitRange", FOUNDATIONS),
            Map.entry("/PersistentVolume", FOUNDATIONS),
            Map.entry(RBAC + "Role", FOUNDATIONS),
            Map.entry(RBAC + "ClusterRole", FOUNDATIONS),
            Map.entry("/ConfigMap", CONFIGURATION),
            Map.entry("/Secret", CONFIGURATION),
            Map.entry("/PersistentVolumeClaim", CONFIGURATION),
            Map.entry(RBAC + "RoleBinding", CONFIGURATION),
            Map.entry(RBAC + "ClusterRoleBinding", CONFIGURATION),
            Map.entry("networking.k8s.io/NetworkPolicy", CONFIGURATION),
            Map.entry("policy/PodDisruptionBudget", CONFIGURATION),
            Map.entry("/Service", SERVICES),
            Map.entry("/Endpoints", SERVICES),
            Map.entry("discovery.k8s.io/EndpointSlice", SERVICES),
            Map.entry("/Pod", WORKLOADS),
            Map.entry("/ReplicationController", WORKLOADS),
            Map.entry("apps/Deployment", WORKLOADS),
            Map.entry("apps/DaemonSet", WORKLOADS),
            Map.entry("apps/ReplicaSet", WORKLOADS),
            Map.entry("apps/StatefulSet", WORKLOADS),
            Map.entry("batch/Job", WORKLOADS),
            Map.entry("batch/CronJob", WORKLOADS),
            Map.entry("apiregistration.k8s.io/APIService", INTERCEPTORS),
            Map.entry(ADMISSION + "ValidatingAdmissionPolicy", INTERCEPTORS),
            Map.entry(ADMISSION + "MutatingAdmissionPolicy", INTERCEPTORS),
            Map.entry(ADMISSION + "ValidatingWebhookConfiguration", LAST),
            Map.entry(ADMISSION + "MutatingWebhookConfiguration", LAST),
            Map.entry(ADMISSION + "ValidatingAdmissionPolicyBinding", LAST),
            Map.entry(ADMISSION + "MutatingAdmissionPolicyBinding", LAST));

    private ApplyOrder() {}

    /// The wave in which objects of this kind are created and changed.
    public static int wave(Gvk type) {
        Integer known = KINDS.get(type.group() + "/" + type.kind());
        if (known != null) {
            return known;
        }
        if (type.kind().endsWith("Class")) {
            return FOUNDATIONS;
        }
        return builtIn(type.group()) ? REST : SERVICES;
    }

    /// The wave in which objects of this kind are deleted: the other way round, after everything else.
    public static int pruneWave(Gvk type) {
        return PRUNE + LAST - wave(type);
    }

    /// Custom kinds come before workloads: certificates, external secrets and their like feed them.
    private static boolean builtIn(String group) {
        return !group.contains(".") || group.endsWith(".k8s.io");
    }
}
