package app.driftless.core.internal.sync;

import app.driftless.core.flow.Signal;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.SyncProblem;
import app.driftless.core.sync.SyncState;
import java.util.ArrayList;
import java.util.Optional;

/// The state of one sync loop, moved by checked transitions only. Thread-safe.
public final class SyncStates {
    private final SignalSource<SyncState> state =
            new SignalSource<>(new SyncState.Idle(Optional.empty(), Optional.empty()));

    public Signal<SyncState> signal() {
        return state;
    }

    /// @throws IllegalStateException for a step that does not exist: a defect
    public void move(SyncState next) {
        state.update(before -> {
            if (!allowed(before, next)) {
                throw new IllegalStateException(
                        "No step from " + before.getClass().getSimpleName() + " to "
                                + next.getClass().getSimpleName());
            }
            return next;
        });
    }

    /// One more result of the sync that runs.
    public void add(ObjectResult result) {
        state.update(before -> {
            if (!(before instanceof SyncState.Applying(var plan, var done))) {
                return before;
            }
            var more = new ArrayList<>(done);
            more.add(result);
            return new SyncState.Applying(plan, more);
        });
    }

    /// Back to rest after a look that found nothing to do; what a person reads stays.
    void settle(SyncState.Idle rest) {
        switch (state.get()) {
            case SyncState.Idle _, SyncState.Planning _, SyncState.Stopped _ -> move(rest);
            case SyncState.AwaitingApproval _, SyncState.Done _ -> {}
            case SyncState.Applying _ -> throw new IllegalStateException("A sync runs on this thread");
        }
    }

    void dismiss(SyncState.Idle rest) {
        if (state.get() instanceof SyncState.AwaitingApproval) {
            move(rest);
        }
    }

    void cancelled(SyncState.Idle rest) {
        switch (state.get()) {
            case SyncState.Planning _ -> move(rest);
            case SyncState.Applying(var plan, var _) ->
                move(new SyncState.Stopped(Problem.of(SyncProblem.UNSETTLED, plan.environment()), Optional.empty()));
            case SyncState.Idle _, SyncState.AwaitingApproval _, SyncState.Done _, SyncState.Stopped _ -> {}
        }
    }

    static boolean allowed(SyncState before, SyncState next) {
        return switch (before) {
            case SyncState.Idle _, SyncState.Done _, SyncState.Stopped _ ->
                next instanceof SyncState.Planning
                        || next instanceof SyncState.Idle
                        || next instanceof SyncState.Stopped;
            case SyncState.Planning _ -> !(next instanceof SyncState.Done);
            case SyncState.AwaitingApproval _ -> !(next instanceof SyncState.Done);
            case SyncState.Applying _ -> next instanceof SyncState.Done || next instanceof SyncState.Stopped;
        };
    }
}
