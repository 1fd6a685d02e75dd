package app.driftless.core.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.LiveDiff;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.cluster.Placement;
import app.driftless.core.diff.Action;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.internal.sync.InventoryStore;
import app.driftless.core.internal.sync.Preflight;
import app.driftless.core.internal.sync.WideLists;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.Loosening;
import app.driftless.core.plan.Planner;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Plans against a cluster: reads the inventory, compares with the commit synced last as the baseline, and asks what
/// may be deleted. Reads and dry runs only. Blocks; any thread.
public final class LivePlanner {
    private final Workers workers;
    private final InstantSource clock;
    private final LiveDiff differ;
    private final WideLists wide = new WideLists();

    public LivePlanner(Workers workers, InstantSource clock, LiveDiff differ) {
        this.workers = workers;
        this.clock = clock;
        this.differ = differ;
    }

    /// What to plan.
    ///
    /// @param baseline the environment as a commit had it, by the commit's id; empty if it is not known here
    /// @param elsewhere what other environments of the repository want in this cluster; asked only if something
    ///     would be deleted
    /// @param consented whether a loosening of `.driftless.yaml` was consented to, by its name
    /// @param migrate older managers whose fields a person gave up to us, by their exact names
    public record Request(
            SyncScope scope,
            DesiredState desired,
            Function<String, Optional<DesiredState>> baseline,
            Supplier<List<Resource>> elsewhere,
            Predicate<String> consented,
            Set<String> migrate) {
        public Request(
                SyncScope scope,
                DesiredState desired,
                Function<String, Optional<DesiredState>> baseline,
                Supplier<List<Resource>> elsewhere,
                Predicate<String> consented) {
            this(scope, desired, baseline, elsewhere, consented, Set.of());
        }
    }

    /// A plan with what it was made from.
    ///
    /// @param inventory as it was read
    /// @param baseline the state that was synced last, where it is known
    public record Planned(Planner.Input input, SyncPlan plan, Inventory inventory, Optional<DesiredState> baseline) {
        /// The plan with objects that were compared again meanwhile.
        public SyncPlan with(List<ResourceDiff> diffs) {
            return Planner.plan(input.with(diffs));
        }
    }

    /// What compares for these plans.
    public LiveDiff differ() {
        return differ;
    }

    /// @param each is given every comparison as soon as it is there, on an I/O thread, one at a time
    /// @throws EngineException if the cluster cannot be asked, or the inventory is somebody else's
    public Planned plan(
            Cluster cluster, Request request, Consumer<ResourceDiff> each, Progress progress, CancelToken cancel) {
        DesiredState desired = request.desired();
        var placement = new Placement(cluster, desired.resources());
        Set<String> namespaces = new HashSet<>();
        Map<ResourceKey, Resource> places = new HashMap<>();
        for (Resource resource : desired.resources()) {
            Resource placed = placement.place(resource).resource();
            namespaces.add(placed.key().namespace());
            Resource twin = places.put(placed.key(), placed);
            if (twin != null) {
                throw new EngineException(
                        Problem.of(SyncProblem.TWICE, placed.key().toString(), place(twin), place(placed)));
            }
        }
        Inventory inventory = new InventoryStore(cluster, workers, wide).read(request.scope(), namespaces, cancel);
        Optional<DesiredState> baseline =
                inventory.mark().flatMap(SyncMark::synced).flatMap(request.baseline());
        List<ResourceDiff> diffs = differ.diff(
                cluster,
                new LiveDiff.Request(
                        desired.resources(),
                        baseline.map(DesiredState::resources).orElse(List.of()),
                        prunable(inventory),
                        request.migrate(),
                        desired.environment().ignore(),
                        Optional.of(inventory.id())),
                each,
                progress,
                cancel);
        boolean deletes = diffs.stream().anyMatch(d -> d.action() == Action.DELETE);
        var loosenings = baseline
                .map(before -> Loosening.between(before.environment(), desired.environment()))
                .orElse(List.of())
                .stream()
                .filter(loosening -> !request.consented().test(loosening.name()))
                .toList();
        var input = new Planner.Input(
                new Planner.Target(
                        request.scope().environment(),
                        request.scope().cluster(),
                        desired.commit(),
                        Optional.of(cluster.knownIdentity()),
                        clock.instant(),
                        desired.environment().ignore(),
                        desired.environment().takeOver()),
                diffs,
                inventory.members().size(),
                inventory.id(),
                desired.environment().sync(),
                desired.environment().protection(),
                desired.findings(),
                deletes ? elsewhere(request, placement) : Set.of(),
                new Preflight(cluster, workers, diffs, cancel).check(),
                loosenings);
        return new Planned(input, Planner.plan(input), inventory, baseline);
    }

    /// Some objects are served under two groups (Ingress once was): one of them is enough.
    private static List<LiveObject> prunable(Inventory inventory) {
        Set<String> uids = new HashSet<>();
        return inventory.members().stream().filter(m -> uids.add(m.uid())).toList();
    }

    private static String place(Resource resource) {
        return resource.origin().path() + ":" + resource.origin().line();
    }

    private static Set<ResourceKey> elsewhere(Request request, Placement placement) {
        Set<ResourceKey> keys = new HashSet<>();
        request.elsewhere()
                .get()
                .forEach(resource -> keys.add(placement.place(resource).key()));
        return keys;
    }
}
