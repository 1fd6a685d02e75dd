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
import app.driftless.core.sync.SyncProblem;
import app.driftless.core.sync.SyncScope;
import java.util.Optional;

/// Looks at one environment in one cluster: connects, renders, plans. Used by one thread at a time.
final class EnvironmentLook implements AutoCloseable {
    private final SyncLoop.Parts parts;
    private final String environment;
    private final String clusterName;
    private final LoopConnection connection;
    private volatile Optional<Cluster> cluster = Optional.empty();

    EnvironmentLook(SyncLoop.Parts parts, String environment, String clusterName) {
        this.parts = parts;
        this.environment = environment;
        this.clusterName = clusterName;
        this.connection =
                new LoopConnection(parts.clusters(), parts.trust(), repository().root());
    }

    /// A plan with everything that carrying it out takes.
    record Looked(
            Binding binding, Cluster cluster, SyncScope scope, DesiredState desired, LivePlanner.Planned planned) {
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

    /// What a plan of a person is carried out with.
    record Ground(Binding binding, Cluster cluster, SyncScope scope, DesiredState desired) {}

    /// Any thread.
    Optional<Cluster> cluster() {
        return cluster;
    }

    Repository repository() {
        return parts.desired().repository();
    }

    Binding binding() {
        return connection.binding(environment, clusterName);
    }

    Ground ground(PushedCommit pushed, CancelToken cancel) {
        Binding binding = binding();
        DesiredState desired = desired(pushed.commit(), cancel);
        Cluster connected = connection.connect(binding, cancel);
        cluster = Optional.of(connected);
        var scope = new SyncScope(
                repository().id(),
                desired.environment().path(),
                environment,
                clusterName,
                pushed.branch(),
                Optional.empty());
        return new Ground(binding, connected, scope, desired);
    }

    Looked compare(PushedCommit pushed, CancelToken cancel) {
        Ground ground = ground(pushed, cancel);
        parts.runner().settle(ground.scope(), ground.cluster());
        var request = new LivePlanner.Request(
                ground.scope(),
                ground.desired(),
                commit -> parts.desired().baseline(commit, environment, cancel),
                () -> parts.desired()
                        .elsewhere(pushed.commit(), ground.desired().environment(), clusterName, cancel),
                name -> parts.trust().consented(repository().root(), name));
        LivePlanner.Planned planned = parts.planner().plan(ground.cluster(), request, _ -> {}, Progress.none(), cancel);
        return new Looked(ground.binding(), ground.cluster(), ground.scope(), ground.desired(), planned);
    }

    private DesiredState desired(Commit commit, CancelToken cancel) {
        return parts.desired()
                .at(commit, environment, Progress.none(), cancel)
                .orElseThrow(() ->
                        new EngineException(Problem.of(SyncProblem.NO_ENVIRONMENT, environment, commit.shortId())));
    }

    @Override
    public void close() {
        cluster = Optional.empty();
        connection.close();
    }
}
