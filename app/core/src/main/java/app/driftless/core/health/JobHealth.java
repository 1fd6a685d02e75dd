package app.driftless.core.health;

import app.driftless.core.health.HealthJudge.Surroundings;

/// Job and CronJob. A condition counts only while its status is True.
final class JobHealth {
    private JobHealth() {}

    static Health job(Observed object, Surroundings surroundings) {
        var failed = object.conditionTrue("Failed");
        if (failed.isPresent()) {
            return Verdict.degraded("job.failed", failed.get().words());
        }
        if (object.conditionTrue("Complete").isPresent()) {
            return Verdict.HEALTHY;
        }
        if (object.conditionTrue("Suspended").isPresent() || object.flag("spec", "suspend")) {
            return Verdict.of(Health.Status.SUSPENDED, "paused");
        }
        return Verdict.progressing(
                "job.running", object.number(0, "status", "succeeded"), object.number(1, "spec", "completions"));
    }

    static Health cronJob(Observed object, Surroundings surroundings) {
        return object.flag("spec", "suspend") ? Verdict.of(Health.Status.SUSPENDED, "paused") : Verdict.HEALTHY;
    }
}
