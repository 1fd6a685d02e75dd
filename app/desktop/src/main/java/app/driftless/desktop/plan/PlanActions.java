package app.driftless.desktop.plan;

import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.sync.SyncApproval;
import java.util.List;

/// What a person can do with a plan. FX thread; each returns at once.
public interface PlanActions {
    /// Asks the clusters again.
    void planAgain();

    /// Commits that the remote does not have yet, newest first, as `id subject`; they are pushed before the sync.
    List<String> unpushed();

    /// Asks whether a loosening of `.driftless.yaml` may take effect from now on, and plans again if it may.
    void consent(PlanEntry entry, Risk loosening);

    /// Pushes what is not pushed, then runs exactly `plan`.
    void run(PlanEntry entry, SyncPlan plan, SyncApproval approval);
}
