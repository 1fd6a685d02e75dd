package app.driftless.core.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ClusterIdentity;
import app.driftless.core.diff.Masking;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.internal.sync.InventoryStore;
import app.driftless.core.internal.sync.Preflight;
import app.driftless.core.internal.sync.UndoMaking;
import app.driftless.core.plan.Planner;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.workspace.Protection;
import app.driftless.core.workspace.SyncPolicy;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Undoes syncs of this computer from their pre-images (R16 of the engine reference): plans it for a person, and
/// carries it out as a sync of its own, which can be undone in turn. Blocks; any thread.
public final class Undo {
    private final Workers workers;
    private final InstantSource clock;
    private final SyncRunner runner;
    private final Masking masking;
    private final PersonsTools tools;

    public Undo(Workers workers, InstantSource clock, SyncRunner runner, Masking masking, PersonsTools tools) {
        this.workers = workers;
        this.clock = clock;
        this.runner = runner;
        this.masking = masking;
        this.tools = tools;
    }

    /// @param protection of the environment
    /// @param sync the id of a sync; empty for the newest one that is neither an undo nor undone
    public record Request(SyncScope scope, Protection protection, Optional<String> sync) {}

    /// What undoing would do, in the reverse order of what was done: what was deleted comes back first, what was
    /// created goes last. What anybody wrote since is listed and left alone. Reads and dry runs only.
    ///
    /// @throws EngineException if there is no such sync, or nothing is kept of it any more, or the cluster
    ///     cannot be asked
    public UndoPlan plan(Cluster cluster, Request request, CancelToken cancel) {
        SyncScope scope = request.scope();
        runner.settle(scope, cluster);
        SyncReport of = chosen(request);
        var making = new UndoMaking(cluster, workers, masking, tools);
        UndoMaking.Made made = making.of(runner.images(scope.repository(), of.id()), of, cancel);
        Set<String> namespaces = new HashSet<>();
        of.results().forEach(result -> namespaces.add(result.key().namespace()));
        Inventory inventory = new InventoryStore(cluster, workers).read(scope, namespaces, cancel);
        SyncMark mark = inventory
                .mark()
                .orElseThrow(() -> new EngineException(Problem.of(SyncProblem.NOTHING_TO_UNDO, scope.environment())));
        var input = new Planner.Input(
                new Planner.Target(
                        scope.environment(),
                        scope.cluster(),
                        Optional.of(of.commit()),
                        Optional.of(cluster.identity()),
                        clock.instant()),
                made.diffs(),
                inventory.members().size(),
                inventory.id(),
                SyncPolicy.observing(),
                request.protection(),
                List.of(),
                Set.of(),
                new Preflight(cluster, workers, made.diffs(), cancel).check(),
                List.of());
        boolean newest = mark.commit().equals(of.commit().id());
        boolean redo = of.undoes().isPresent();
        var restoration = new Restoration(
                of.id(),
                made.targets(),
                mark.commit(),
                newest || redo ? made.start().synced() : Optional.empty(),
                redo ? made.start().undone() : Optional.of(mark.commit()));
        return new UndoPlan(of, Planner.undo(input), made.left(), restoration);
    }

    private SyncReport chosen(Request request) {
        SyncScope scope = request.scope();
        List<SyncReport> history = runner.history(scope.repository()).stream()
                .filter(r -> r.environment().equals(scope.environment())
                        && r.cluster().equals(scope.cluster()))
                .toList();
        if (request.sync().isPresent()) {
            String id = request.sync().get();
            return history.stream()
                    .filter(r -> r.id().equals(id))
                    .findFirst()
                    .orElseThrow(
                            () -> new EngineException(Problem.of(SyncProblem.NO_SUCH_SYNC, id, scope.environment())));
        }
        Set<String> undone = new HashSet<>();
        history.forEach(r -> r.undoes().ifPresent(undone::add));
        return history.stream()
                .filter(r -> r.undoes().isEmpty() && !undone.contains(r.id()))
                .filter(r -> r.count(ObjectResult.Outcome.APPLIED) > 0)
                .max(Comparator.comparing(SyncReport::startedAt))
                .orElseThrow(() -> new EngineException(Problem.of(SyncProblem.NOTHING_TO_UNDO, scope.environment())));
    }

    /// Carries out what a person approved, under the lease, with ledger and pre-images of its own. Afterwards the
    /// cluster is not at the commit any more: the inventory says so, and nothing is synced there unasked until a
    /// person syncs.
    ///
    /// @param expected the cluster that the person bound
    /// @param each is given each result as soon as it is known, one at a time
    /// @throws EngineException if it may not begin, as with [SyncRunner#run]
    public SyncReport run(
            UndoPlan plan,
            Where where,
            SyncApproval approval,
            Consumer<ObjectResult> each,
            Progress progress,
            CancelToken cancel) {
        Restoration restoration = plan.restoration();
        var job = new SyncJob(
                where.cluster(),
                where.expected(),
                where.scope(),
                plan.plan(),
                UndoMaking.resources(restoration),
                approval,
                commit -> commit.equals(restoration.mark()),
                Optional.of(restoration));
        return runner.run(job, each, progress, cancel);
    }

    /// @param expected the identity that the cluster must have
    public record Where(Cluster cluster, ClusterIdentity expected, SyncScope scope) {}
}
