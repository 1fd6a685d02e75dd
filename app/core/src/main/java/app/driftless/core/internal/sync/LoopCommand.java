package app.driftless.core.internal.sync;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.UndoPlan;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What a loop is asked to do.
public sealed interface LoopCommand {
    /// A look for which the remote need not be asked.
    LoopCommand LOOK = new Look(Optional.empty());

    /// @param news from when on the remote must have been asked; empty if it need not be
    record Look(Optional<Instant> news) implements LoopCommand {}

    /// Something in the repository changed.
    record Notice() implements LoopCommand {}

    /// Something in the cluster changed, and its row says so already.
    record Drift() implements LoopCommand {}

    record Plan() implements LoopCommand {}

    record Run(
            SyncPlan plan,
            SyncApproval approval,
            Progress progress,
            CancelToken cancel,
            CompletableFuture<SyncReport> report)
            implements LoopCommand {}

    record Undo(
            UndoPlan plan,
            SyncApproval approval,
            Progress progress,
            CancelToken cancel,
            CompletableFuture<SyncReport> report)
            implements LoopCommand {}

    record Dismiss() implements LoopCommand {}
}
