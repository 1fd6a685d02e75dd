package app.driftless.benchmarks;

import app.driftless.core.Engine;
import app.driftless.core.Workspace;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.diff.Action;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.repo.Commit;
import app.driftless.core.sync.DesiredState;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.sync.SyncJob;
import app.driftless.core.sync.SyncReport;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The engine as the window holds it: the repository open, the cluster connected.
final class Resident implements AutoCloseable {
    private static final String CLUSTER = "bench";
    private static final Set<ObjectResult.Outcome> BAD =
            EnumSet.of(ObjectResult.Outcome.HELD, ObjectResult.Outcome.FAILED, ObjectResult.Outcome.UNKNOWN);

    private final Engine engine;
    private final Arena arena;
    private final Cluster cluster;
    private final CancelToken never = new CancelToken();
    private Workspace workspace;

    Resident(Engine engine, Arena arena, boolean far) {
        this.engine = engine;
        this.arena = arena;
        cluster = engine.clusters()
                .connect(new ContextRef(List.of(arena.kubeconfig(far)), arena.context()), Set.of(), never);
        workspace = open();
    }

    private Workspace open() {
        return new Workspace(engine, engine.repositories().open(arena.folder()), () -> false);
    }

    String identity() {
        return cluster.identity().uid();
    }

    /// Forgets which objects need not be asked about again, as after a start.
    void forget() {
        workspace.close();
        workspace = open();
    }

    /// Compares the files on disk with the cluster.
    ///
    /// @return how many objects an apply would create or update
    long differences() {
        DesiredState desired = workspace
                .desired()
                .onDisk(Arena.ENVIRONMENT, Progress.none(), never)
                .orElseThrow();
        return plan(desired).changes().stream()
                .map(change -> change.diff().action())
                .filter(action -> action != Action.UNCHANGED && action != Action.OWNERSHIP)
                .count();
    }

    private SyncPlan plan(DesiredState desired) {
        return workspace
                .plan(cluster, CLUSTER, desired, _ -> {}, Progress.none(), never)
                .plan();
    }

    /// Plans and applies the newest commit.
    ///
    /// @throws IllegalStateException if anything of it was not applied
    void sync() {
        Commit commit = workspace.repository().resolve("HEAD");
        DesiredState desired = workspace
                .desired()
                .at(commit, Arena.ENVIRONMENT, Progress.none(), never)
                .orElseThrow();
        SyncReport report = workspace
                .runner()
                .run(
                        new SyncJob(
                                cluster,
                                cluster.identity(),
                                workspace.scope(desired.environment(), CLUSTER),
                                plan(desired),
                                desired.resources(),
                                SyncApproval.plain(),
                                before -> workspace.repository().descends(commit, before)),
                        _ -> {},
                        Progress.none(),
                        never);
        List<ObjectResult> bad = report.results().stream()
                .filter(result -> BAD.contains(result.outcome()))
                .toList();
        if (report.problem().isPresent() || !bad.isEmpty()) {
            throw new IllegalStateException("The sync left " + bad.size() + " objects: " + report.problem() + " "
                    + bad.stream().limit(3).toList());
        }
    }

    @Override
    public void close() {
        workspace.close();
        cluster.close();
    }
}
