package app.driftless.desktop.plan;

import app.driftless.core.flow.Loadable;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.workspace.Environment;

/// What a sync would do to one cluster, or why nobody knows yet.
///
/// @param writable whether the cluster is bound for writing; else the plan is only looked at
public record PlanEntry(Environment environment, String cluster, Loadable<SyncPlan> plan, boolean writable) {
    public String id() {
        return environment.name() + " → " + cluster;
    }
}
