package app.driftless.benchmarks;

import app.driftless.core.Engine;
import app.driftless.core.Workspace;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.repo.Commit;
import app.driftless.core.settings.Binding;
import app.driftless.core.sync.DesiredState;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.sync.SyncJob;
import app.driftless.core.sync.SyncLoop;
import app.driftless.core.sync.SyncLoops;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.workspace.Environment;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The engine as the window holds it: the repository open, the cluster connected.
final class Resident implements AutoCloseable {
    private static final String CLUSTER = "bench";
    private static final Set<ObjectResult.Outcome> BAD =
            EnumSet.of(ObjectResult.Outcome.HELD, ObjectResult.Outcome.FAILED, ObjectResult.Outcome.UNKNOWN);

    private final Engine engine;
    private final Arena arena;
    private final ContextRef context;
    private final Cluster direct;
    private final CancelToken never = new CancelToken();
    private Workspace workspace;
    private Cluster cluster;
    private Optional<SyncLoops> loops = Optional.empty();

    Resident(Engine engine, Arena arena, boolean far) {
        this.engine = engine;
        this.arena = arena;
        context = new ContextRef(List.of(arena.kubeconfig(far)), arena.context());
        direct = engine.clusters().connect(context, Set.of(), never);
        cluster = direct;
        workspace = open();
    }

    private Workspace open() {
        return new Workspace(engine, engine.repositories().open(arena.folder()), () -> false);
    }

    String identity() {
        return cluster.identity().uid();
    }

    /// A connection that is watched by nobody.
    Cluster direct() {
        return direct;
    }

    /// Follows the environment, as the window does with one that is open; from now on everything is read through the
    /// connection that does. Blocks until all its rows are there.
    ///
    /// @return the loop that follows it; closed with this
    SyncLoop follow() {
        engine.trust()
                .bind(
                        workspace.repository().root(),
                        new Binding(
                                Arena.ENVIRONMENT,
                                CLUSTER,
                                context.files(),
                                context.context(),
                                direct.identity(),
                                true));
        var following = workspace.loops(new SignalSource<>(true));
        loops = Optional.of(following);
        Environment environment = workspace
                .finder()
                .find(workspace.repository().tree(workspace.repository().resolve("HEAD")), never)
                .named(Arena.ENVIRONMENT)
                .orElseThrow();
        following.follow(List.of(environment));
        SyncLoop loop = following.loop(Arena.ENVIRONMENT, CLUSTER).orElseThrow();
        Moments.await("every row", () -> !loop.live().get().rows().isEmpty());
        cluster = workspace.connections().to(context, never);
        return loop;
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
                .filter(action -> !action.keepsContent())
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
        DesiredState desired = newest();
        carryOut(desired, plan(desired));
    }

    /// What a person approves before a sync.
    record Approved(DesiredState desired, SyncPlan plan) {}

    Approved approved() {
        DesiredState desired = newest();
        return new Approved(desired, plan(desired));
    }

    /// Applies what was approved.
    ///
    /// @throws IllegalStateException if anything of it was not applied
    void carryOut(Approved approved) {
        carryOut(approved.desired(), approved.plan());
    }

    private DesiredState newest() {
        Commit commit = workspace.repository().resolve("HEAD");
        return workspace
                .desired()
                .at(commit, Arena.ENVIRONMENT, Progress.none(), never)
                .orElseThrow();
    }

    private void carryOut(DesiredState desired, SyncPlan plan) {
        Commit commit = desired.commit().orElseThrow();
        SyncReport report = workspace
                .runner()
                .run(
                        new SyncJob(
                                cluster,
                                plan.identity().orElseThrow(),
                                workspace.scope(desired.environment(), CLUSTER),
                                plan,
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
        loops.ifPresent(SyncLoops::close);
        workspace.close();
        direct.close();
    }
}
