package app.driftless.core.health;

import app.driftless.core.health.HealthJudge.Surroundings;

/// Deployment, StatefulSet, DaemonSet, ReplicaSet.
final class WorkloadHealth {
    private WorkloadHealth() {}

    static Health deployment(Observed object, Surroundings surroundings) {
        if (object.flag("spec", "paused")) {
            return Verdict.of(Health.Status.SUSPENDED, "paused");
        }
        // A quota that refuses pods shows here at once, long before the progress deadline.
        var failure = object.conditionTrue("ReplicaFailure");
        if (failure.isPresent()) {
            return Verdict.degraded("replicas.failed", failure.get().words());
        }
        var progress = object.conditionFalse("Progressing");
        if (progress.isPresent() && progress.get().reason().equals("ProgressDeadlineExceeded")) {
            return Verdict.degraded("deadline", progress.get().words());
        }
        if (!object.at("status", "observedGeneration").exists()) {
            return Verdict.progressing("not.observed");
        }
        long wanted = object.number(1, "spec", "replicas");
        long updated = object.number(0, "status", "updatedReplicas");
        long all = object.number(0, "status", "replicas");
        long available = object.number(0, "status", "availableReplicas");
        if (updated < wanted) {
            return Verdict.progressing("updated", updated, wanted);
        }
        if (all > updated) {
            return Verdict.progressing("old.replicas", all - updated);
        }
        return available < updated ? Verdict.progressing("available", available, updated) : Verdict.HEALTHY;
    }

    static Health statefulSet(Observed object, Surroundings surroundings) {
        if (!object.at("status", "observedGeneration").exists()) {
            return Verdict.progressing("not.observed");
        }
        long wanted = object.number(1, "spec", "replicas");
        long ready = object.number(0, "status", "readyReplicas");
        if (ready < wanted) {
            return Verdict.progressing("ready", ready, wanted);
        }
        if (onDelete(object)) {
            return Verdict.HEALTHY;
        }
        long partition = object.number(0, "spec", "updateStrategy", "rollingUpdate", "partition");
        long updated = object.number(0, "status", "updatedReplicas");
        if (updated < wanted - partition) {
            return Verdict.progressing("updated", updated, wanted - partition);
        }
        boolean moving = partition == 0
                && !object.text("status", "updateRevision").equals(object.text("status", "currentRevision"));
        return moving ? Verdict.progressing("updated", updated, wanted) : Verdict.HEALTHY;
    }

    static Health daemonSet(Observed object, Surroundings surroundings) {
        if (!object.at("status", "observedGeneration").exists()) {
            return Verdict.progressing("not.observed");
        }
        long wanted = object.number(0, "status", "desiredNumberScheduled");
        long updated = object.number(0, "status", "updatedNumberScheduled");
        long available = object.number(0, "status", "numberAvailable");
        if (!onDelete(object) && updated < wanted) {
            return Verdict.progressing("updated", updated, wanted);
        }
        return available < wanted ? Verdict.progressing("available", available, wanted) : Verdict.HEALTHY;
    }

    static Health replicaSet(Observed object, Surroundings surroundings) {
        var failure = object.conditionTrue("ReplicaFailure");
        if (failure.isPresent()) {
            return Verdict.degraded("replicas.failed", failure.get().words());
        }
        if (!object.at("status", "observedGeneration").exists()) {
            return Verdict.progressing("not.observed");
        }
        long wanted = object.number(1, "spec", "replicas");
        long available = object.number(0, "status", "availableReplicas");
        return available < wanted ? Verdict.progressing("available", available, wanted) : Verdict.HEALTHY;
    }

    private static boolean onDelete(Observed object) {
        return object.text("spec", "updateStrategy", "type").equals("OnDelete");
    }
}
