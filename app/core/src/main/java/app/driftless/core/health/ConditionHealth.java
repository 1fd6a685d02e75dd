package app.driftless.core.health;

import app.driftless.core.health.HealthJudge.Surroundings;

/// Kinds without a rule of their own: the conditions that kstatus has agreed on, else no signal.
final class ConditionHealth {
    private ConditionHealth() {}

    static Health judge(Observed object, Surroundings surroundings) {
        var stalled = object.conditionTrue("Stalled");
        if (stalled.isPresent()) {
            return Verdict.degraded("condition", "Stalled", stalled.get().words());
        }
        var reconciling = object.conditionTrue("Reconciling");
        if (reconciling.isPresent()) {
            return Verdict.progressing(
                    "condition", "Reconciling", reconciling.get().words());
        }
        var ready = object.condition("Ready");
        if (ready.isEmpty()) {
            return Verdict.NO_SIGNAL;
        }
        return ready.get().isTrue()
                ? Verdict.HEALTHY
                : Verdict.progressing(
                        "condition",
                        "Ready=" + ready.get().status(),
                        ready.get().words());
    }
}
