package app.driftless.core.internal.sync;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.sync.DesiredStates;
import app.driftless.core.workspace.Environment;
import app.driftless.core.workspace.SyncPolicy;
import java.util.Optional;

/// Which commits an environment is about now.
///
/// @param shown what people compare the cluster with; empty before the first commit
/// @param pushed what may be synced unattended
/// @param unpushed why nothing is pushed
record Heads(Optional<Commit> shown, Optional<PushedCommit> pushed, Optional<Problem> unpushed) {
    static Heads of(DesiredStates desired) {
        Optional<Commit> shown = desired.shown();
        try {
            return new Heads(shown, Optional.of(PushedCommit.known(desired.repository())), Optional.empty());
        } catch (EngineException e) {
            return new Heads(shown, Optional.empty(), Optional.of(e.problem()));
        }
    }

    /// What the pushed commit says of the environment, or the shown one where nothing is pushed; an environment that
    /// is new here is only observed.
    SyncPolicy policy(DesiredStates desired, String environment, CancelToken cancel) {
        return desired.environments(pushed.map(PushedCommit::commit).or(() -> shown), cancel)
                .named(environment)
                .map(Environment::sync)
                .orElse(SyncPolicy.observing());
    }

    /// Whether people see just what is pushed.
    boolean same() {
        return shown.map(Commit::id).equals(pushed.map(p -> p.commit().id()));
    }
}
