package app.driftless.core.health;

import app.driftless.core.manifest.ResourceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Why a workload is stuck: its own status counts pods only, and the pods know. Pure.
public final class PodCause {
    private static final Set<String> WORKLOADS =
            Set.of("apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "apps/ReplicaSet", "batch/Job");
    private static final Comparator<Observed> NEWEST = Comparator.comparing(
            pod -> pod.time("metadata", "creationTimestamp").orElse(Instant.MIN));

    private PodCause() {}

    /// The label selector of the pods of a workload, as a server takes it; empty for other kinds and for workloads
    /// that select everything.
    public static Optional<String> selector(Map<String, Object> workload) {
        var object = new Observed(workload);
        if (!WORKLOADS.contains(object.group() + "/" + object.text("kind"))) {
            return Optional.empty();
        }
        var terms = new ArrayList<String>();
        if (object.at("spec", "selector", "matchLabels").node() instanceof Map<?, ?> labels) {
            labels.forEach((key, value) -> terms.add(key + "=" + value));
        }
        for (Observed term : object.items("spec", "selector", "matchExpressions")) {
            String key = term.text("key");
            String values = "(" + String.join(",", term.strings("values")) + ")";
            terms.add(
                    switch (term.text("operator")) {
                        case "In" -> key + " in " + values;
                        case "NotIn" -> key + " notin " + values;
                        case "DoesNotExist" -> "!" + key;
                        default -> key;
                    });
        }
        return terms.isEmpty() ? Optional.empty() : Optional.of(String.join(",", terms));
    }

    /// The worst of these pods with what is wrong with it; of equally bad ones the newest, which is of the latest
    /// change. Empty if all are well.
    public static Optional<Health.Cause> among(List<Map<String, Object>> pods, HealthJudge.Surroundings surroundings) {
        return pods.stream()
                .map(Observed::new)
                .filter(pod -> judged(pod, surroundings).isUnwell())
                .max(Comparator.comparing(
                                (Observed pod) -> judged(pod, surroundings).status())
                        .thenComparing(NEWEST))
                .flatMap(pod -> judged(pod, surroundings)
                        .reason()
                        .map(reason -> new Health.Cause(
                                new ResourceKey(
                                        "", "Pod", pod.text("metadata", "namespace"), pod.text("metadata", "name")),
                                reason)));
    }

    /// A pod that ends well or goes is nothing to wait for.
    private static Health judged(Observed pod, HealthJudge.Surroundings surroundings) {
        return pod.text("metadata", "deletionTimestamp").isEmpty()
                ? PodHealth.judge(pod, surroundings)
                : Verdict.HEALTHY;
    }
}
