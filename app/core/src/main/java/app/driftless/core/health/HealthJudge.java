package app.driftless.core.health;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/// Judges a live object by its own status: the rules of §5.4 of the engine reference, column "Ours". Pure.
public final class HealthJudge {
    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("apps/Deployment", WorkloadHealth::deployment),
            Map.entry("apps/StatefulSet", WorkloadHealth::statefulSet),
            Map.entry("apps/DaemonSet", WorkloadHealth::daemonSet),
            Map.entry("apps/ReplicaSet", WorkloadHealth::replicaSet),
            Map.entry("/Pod", PodHealth::judge),
            Map.entry("batch/Job", JobHealth::job),
            Map.entry("batch/CronJob", JobHealth::cronJob),
            Map.entry("/Service", ExternalHealth::service),
            Map.entry("networking.k8s.io/Ingress", ExternalHealth::ingress),
            Map.entry("/PersistentVolumeClaim", ExternalHealth::claim),
            Map.entry("/Namespace", ApiHealth::namespace),
            Map.entry("autoscaling/HorizontalPodAutoscaler", ApiHealth::autoscaler),
            Map.entry("apiregistration.k8s.io/APIService", ApiHealth::apiService),
            Map.entry("apiextensions.k8s.io/CustomResourceDefinition", ApiHealth::definition),
            Map.entry("policy/PodDisruptionBudget", ApiHealth::disruptionBudget),
            Map.entry("argoproj.io/Application", GitOpsHealth::application),
            Map.entry("kustomize.toolkit.fluxcd.io/Kustomization", GitOpsHealth::flux),
            Map.entry("helm.toolkit.fluxcd.io/HelmRelease", GitOpsHealth::flux));

    private HealthJudge() {}

    /// What an object's own status cannot tell.
    ///
    /// @param now for rules with a grace time
    /// @param lateBinding storage classes that bind a claim only when a pod uses it (`WaitForFirstConsumer`)
    public record Surroundings(Instant now, Set<String> lateBinding) {
        public static Surroundings at(Instant now) {
            return new Surroundings(now, Set.of());
        }
    }

    interface Rule {
        Health judge(Observed object, Surroundings surroundings);
    }

    /// @param live the object as the server returned it
    public static Health judge(Map<String, Object> live, Surroundings surroundings) {
        var object = new Observed(live);
        String kind = object.group() + "/" + object.text("kind");
        if (!object.text("metadata", "deletionTimestamp").isEmpty()) {
            if (kind.equals("/Namespace")) {
                return ApiHealth.leaving(object);
            }
            String finalizers = String.join(", ", object.strings("metadata", "finalizers"));
            return finalizers.isEmpty()
                    ? Verdict.progressing("deleting")
                    : Verdict.progressing("deleting.finalizers", finalizers);
        }
        long observed = object.number(-1, "status", "observedGeneration");
        if (observed >= 0 && observed < object.number(0, "metadata", "generation")) {
            return Verdict.progressing("not.observed");
        }
        return RULES.getOrDefault(kind, ConditionHealth::judge).judge(object, surroundings);
    }
}
