package app.driftless.core.health;

import app.driftless.core.health.HealthJudge.Surroundings;

/// Objects that other GitOps tools work on: their own word, with the work that is still under way.
final class GitOpsHealth {
    private static final String REQUESTED = "reconcile.fluxcd.io/requestedAt";

    private GitOpsHealth() {}

    static Health application(Observed object, Surroundings surroundings) {
        String phase = object.text("status", "operationState", "phase");
        String message = object.text("status", "operationState", "message");
        switch (phase) {
            case "Failed", "Error" -> {
                return Verdict.degraded("application.operation", phase, message);
            }
            case "Running", "Terminating" -> {
                return Verdict.progressing("application.operation", phase, message);
            }
            default -> {
                // Succeeded, or never run: its health and sync speak.
            }
        }
        String health = object.text("status", "health", "status");
        String words = object.text("status", "health", "message");
        return switch (health) {
            case "Healthy" ->
                object.text("status", "sync", "status").equals("Synced")
                        ? Verdict.HEALTHY
                        : Verdict.progressing("application.sync", object.text("status", "sync", "status"));
            case "Progressing" -> Verdict.progressing("application.health", health, words);
            case "Suspended" -> Verdict.of(Health.Status.SUSPENDED, "application.health", health, words);
            case "Missing" -> Verdict.of(Health.Status.MISSING, "application.health", health, words);
            case "Degraded" -> Verdict.degraded("application.health", health, words);
            case "" -> Verdict.progressing("not.observed");
            default -> Verdict.of(Health.Status.UNKNOWN, "application.health", health, words);
        };
    }

    static Health flux(Observed object, Surroundings surroundings) {
        if (object.flag("spec", "suspend")) {
            return Verdict.of(Health.Status.SUSPENDED, "paused");
        }
        String requested = object.text("metadata", "annotations", REQUESTED);
        if (!requested.isEmpty() && !requested.equals(object.text("status", "lastHandledReconcileAt"))) {
            return Verdict.progressing("not.observed");
        }
        var reconciling = object.conditionTrue("Reconciling");
        if (reconciling.isPresent()) {
            return Verdict.progressing(
                    "condition", "Reconciling", reconciling.get().words());
        }
        var unready = object.conditionFalse("Ready");
        if (unready.isPresent()) {
            return Verdict.degraded("condition", "Ready=False", unready.get().words());
        }
        return ConditionHealth.judge(object, surroundings);
    }
}
