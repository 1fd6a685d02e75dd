package app.driftless.core.health;

import app.driftless.core.health.HealthJudge.Surroundings;
import java.util.List;
import java.util.Set;

/// Kinds that shape the cluster itself.
final class ApiHealth {
    private static final Set<String> SCALE_FAILURES = Set.of("FailedGetScale", "FailedUpdateScale");
    private static final Set<String> METRIC_FAILURES = Set.of(
            "FailedGetResourceMetric",
            "FailedGetContainerResourceMetric",
            "FailedGetObjectMetric",
            "FailedGetPodsMetric",
            "FailedGetExternalMetric",
            "FailedComputeMetricsReplicas",
            "InvalidSelector");

    private static final List<String> LEFT_OVER = List.of(
            "NamespaceDeletionDiscoveryFailure",
            "NamespaceDeletionContentFailure",
            "NamespaceFinalizersRemaining",
            "NamespaceContentRemaining");

    private ApiHealth() {}

    static Health namespace(Observed object, Surroundings surroundings) {
        String phase = object.text("status", "phase");
        return phase.equals("Terminating") ? leaving(object) : Verdict.HEALTHY;
    }

    /// A namespace says what still is in it, and which finalizers that waits for.
    static Health leaving(Observed namespace) {
        for (String type : LEFT_OVER) {
            var left = namespace.conditionTrue(type);
            if (left.isPresent()) {
                return Verdict.progressing("deleting.namespace", left.get().words());
            }
        }
        return Verdict.progressing("deleting");
    }

    static Health autoscaler(Observed object, Surroundings surroundings) {
        var scale = object.conditionFalse("AbleToScale");
        if (scale.isPresent() && SCALE_FAILURES.contains(scale.get().reason())) {
            return Verdict.degraded("autoscaler.failed", scale.get().words());
        }
        var active = object.conditionFalse("ScalingActive");
        if (active.isPresent() && METRIC_FAILURES.contains(active.get().reason())) {
            return Verdict.degraded("autoscaler.failed", active.get().words());
        }
        boolean working = object.conditionTrue("AbleToScale").isPresent()
                || object.conditionTrue("ScalingLimited").isPresent();
        return working ? Verdict.HEALTHY : Verdict.progressing("not.observed");
    }

    static Health apiService(Observed object, Surroundings surroundings) {
        if (object.conditionTrue("Available").isPresent()) {
            return Verdict.HEALTHY;
        }
        return object.condition("Available")
                .map(condition -> Verdict.progressing("api.unavailable", condition.words()))
                .orElseGet(() -> Verdict.progressing("not.observed"));
    }

    static Health definition(Observed object, Surroundings surroundings) {
        var names = object.conditionFalse("NamesAccepted");
        if (names.isPresent()) {
            return Verdict.degraded("definition.names", names.get().words());
        }
        var schema = object.conditionTrue("NonStructuralSchema");
        if (schema.isPresent()) {
            return Verdict.degraded("definition.schema", schema.get().words());
        }
        return object.conditionTrue("Established").isPresent()
                ? Verdict.HEALTHY
                : Verdict.progressing("definition.waiting");
    }

    static Health disruptionBudget(Observed object, Surroundings surroundings) {
        var allowed = object.condition("DisruptionAllowed");
        if (allowed.isEmpty()) {
            return Verdict.progressing("not.observed");
        }
        return allowed.get().isTrue()
                ? Verdict.HEALTHY
                : Verdict.degraded("budget.blocked", allowed.get().words());
    }
}
