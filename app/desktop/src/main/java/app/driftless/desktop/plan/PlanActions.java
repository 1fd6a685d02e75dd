package app.driftless.desktop.plan;

import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.sync.UndoPlan;
import app.driftless.desktop.diff.Decision;
import java.util.List;

/// What a person can do with a plan. FX thread; each returns at once.
public interface PlanActions {
    /// What carrying out the plan is.
    default Extent extent() {
        return new Extent.Whole();
    }

    /// What an undo leaves alone, and why.
    default List<UndoPlan.Left> left() {
        return List.of();
    }

    /// Asks the clusters again.
    void planAgain();

    /// Commits that the remote does not have yet, newest first, as `id subject`; they are pushed before the sync.
    List<String> unpushed();

    /// Asks whether a loosening of `.driftless.yaml` may take effect from now on, and plans again if it may.
    void consent(PlanEntry entry, Risk loosening);

    /// Asks for the last yes, pushes what is not pushed, then runs exactly the plan of `consent`.
    void run(PlanEntry entry, Consent consent);

    /// Asks, then carries out one object of the plan and nothing else.
    void runOnly(PlanEntry entry, ResourceKey key);

    /// Lets what was decided about conflicts count from now on, for everybody, once it was shown and agreed to.
    void remember(PlanEntry entry, List<Decision> decisions);

    /// Shows what each rule of a plan does.
    void showRules(SyncPlan plan);
}
