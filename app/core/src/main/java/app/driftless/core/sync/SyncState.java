package app.driftless.core.sync;

import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the sync of one environment to one cluster is doing. Moved by checked transitions only.
public sealed interface SyncState {
    /// @param nextLook when the remote is asked next; empty in manual mode
    record Idle(Optional<SyncReport> last, Optional<Instant> nextLook) implements SyncState {}

    record Planning() implements SyncState {}

    record AwaitingApproval(SyncPlan plan) implements SyncState {}

    /// @param done results so far, in order
    record Applying(SyncPlan plan, List<ObjectResult> done) implements SyncState {}

    record Done(SyncReport report) implements SyncState {}

    /// @param retryAt the visible next try; empty when a person must act
    record Stopped(Problem problem, Optional<Instant> retryAt) implements SyncState {}
}
