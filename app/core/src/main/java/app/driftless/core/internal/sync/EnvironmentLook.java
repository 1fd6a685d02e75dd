package app.driftless.core.internal.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.Repository;
import app.driftless.core.settings.Binding;
import app.driftless.core.sync.DesiredState;
import app.driftless.core.sync.LivePlanner;
import app.driftless.core.sync.SyncLoop;
import app.driftless.core.sync.SyncMark;
import app.driftless.core.sync.SyncProblem;
import app.driftless.core.sync.SyncScope;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at one environment in one cluster: connects, renders, plans. Used by one thread at a time.
final class EnvironmentLook {
    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentLook.class);
    private final SyncLoop.Parts parts;
    private final String environment;
    private final String clusterName;
    private final BooleanSupplier mayWrite;
    private volatile Optional<Cluster> cluster = Optional.empty();

    /// @param mayWrite whether anything may be written unattended, for now
    EnvironmentLook(SyncLoop.Parts parts, String environment, String clusterName, BooleanSupplier mayWrite) {
        this.parts = parts;
        this.environment = environment;
        this.clusterName = clusterName;
        this.mayWrite = mayWrite;
    }

    /// What a plan is made and carried out with.
    record Ground(Binding binding, Cluster cluster, SyncScope scope, DesiredState desired) {}

    /// A plan with everything that carrying it out takes.
    record Looked(Ground ground, LivePlanner.Planned planned) {
        /// Why nothing is applied unasked after a person undid a sync here.
        Optional<Problem> undone(String environment) {
            return planned.inventory()
                    .mark()
                    .flatMap(SyncMark::undone)
                    .map(commit -> Problem.of(
                            SyncProblem.UNDONE, environment, commit.substring(0, Math.min(7, commit.length()))));
        }

        /// Whether all is there and only the note of it is missing, as after a crash at the very end of a sync.
        boolean unnoted() {
            return planned.plan().isEmpty()
                    && planned.inventory()
                            .mark()
                            .filter(mark -> planned.plan()
                                    .commit()
                                    .filter(commit -> mark.unfinished(commit.id()))
                                    .isPresent())
                            .isPresent();
        }
    }

    /// Any thread.
    Optional<Cluster> cluster() {
        return cluster;
    }

    private Repository repository() {
        return parts.desired().repository();
    }

    /// @throws EngineException [SyncProblem#UNBOUND]
    Binding binding() {
        return parts.trust()
                .binding(repository().root(), environment, clusterName)
                .orElseThrow(() -> new EngineException(Problem.of(SyncProblem.UNBOUND, environment, clusterName)));
    }

    /// @param commit empty for the files on disk
    /// @param branch for people to read
    Ground ground(Optional<Commit> commit, String branch, CancelToken cancel) {
        Binding binding = binding();
        DesiredState desired = parts.desired()
                .of(commit, environment, Progress.none(), cancel)
                .orElseThrow(() -> new EngineException(Problem.of(
                        SyncProblem.NO_ENVIRONMENT,
                        environment,
                        commit.map(Commit::shortId).orElse(""))));
        Cluster connected = parts.connections().bound(binding, cancel);
        cluster = Optional.of(connected);
        var scope = new SyncScope(
                repository().id(), desired.environment().path(), environment, clusterName, branch, Optional.empty());
        return new Ground(binding, connected, scope, desired);
    }

    private void finish(Ground ground) {
        try {
            parts.runner().finish(ground.scope(), ground.cluster(), mayWrite);
        } catch (EngineException e) {
            // Whoever writes now goes first; the next look, or the next sync, tries again.
            LOG.info("A replacement in {} could not be finished yet: {}", environment, e.getMessage());
        }
    }

    Looked compare(Optional<Commit> commit, String branch, CancelToken cancel) {
        Ground ground = ground(commit, branch, cancel);
        parts.runner().settle(ground.scope(), ground.cluster());
        if (!ground.binding().observeOnly() && mayWrite.getAsBoolean()) {
            finish(ground);
        }
        var request = new LivePlanner.Request(
                ground.scope(),
                ground.desired(),
                synced -> parts.desired().baseline(synced, environment, cancel),
                () -> commit.map(c ->
                                parts.desired().elsewhere(c, ground.desired().environment(), clusterName, cancel))
                        .orElse(List.of()),
                name -> parts.trust().consented(repository().root(), name));
        return new Looked(ground, parts.planner().plan(ground.cluster(), request, _ -> {}, Progress.none(), cancel));
    }
}
