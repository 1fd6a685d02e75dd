package app.driftless.core.sync;

import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.Message;
import java.util.List;

/// What undoing a sync would do: a plan like any other, to be looked at and approved.
///
/// @param of the sync that is undone
/// @param plan what is created again, put back, and deleted; secrets are masked
/// @param left what is not touched, and why
/// @param restoration for [Undo#run]
public record UndoPlan(SyncReport of, SyncPlan plan, List<Left> left, Restoration restoration) {
    public UndoPlan {
        left = List.copyOf(left);
    }

    /// An object that the sync wrote and the undo leaves alone.
    public record Left(ResourceKey key, Message why) {}
}
