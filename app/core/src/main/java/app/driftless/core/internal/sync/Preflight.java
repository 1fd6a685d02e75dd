package app.driftless.core.internal.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.diff.Action;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.Awaited;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.Checks;
import app.driftless.core.plan.PlanProblem;
import app.driftless.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Asks the cluster everything about a plan that needs no write and that the dry runs of the single objects did not
/// answer: rights to delete and to create in what does not exist yet, quotas over several objects, names of objects
/// that are nowhere (R9 of the engine reference). A plan that changes nothing costs no request. Blocks; any thread.
public final class Preflight {
    private final Cluster cluster;
    private final Workers workers;
    private final List<ResourceDiff> diffs;
    private final CancelToken cancel;

    /// A kind in a namespace.
    private record Group(Gvk type, String namespace) {}

    public Preflight(Cluster cluster, Workers workers, List<ResourceDiff> diffs, CancelToken cancel) {
        this.cluster = cluster;
        this.workers = workers;
        this.diffs = List.copyOf(diffs);
        this.cancel = cancel;
    }

    /// @throws app.driftless.core.problem.EngineException if the cluster cannot be asked
    public Checks check() {
        var undeletable = async(this::undeletable);
        var uncreatable = async(this::uncreatable);
        var quotas = async(() -> new QuotaCheck(cluster, diffs, cancel).exceeded());
        var missing = async(() -> new ReferenceCheck(cluster, workers, diffs).missing());
        var held = async(() -> new Holdings(cluster, workers).of(diffs, cancel));
        Map<ResourceKey, Problem> refused = new HashMap<>(Awaited.of(quotas));
        refused.putAll(Awaited.of(uncreatable));
        return new Checks(Awaited.of(undeletable), refused, Awaited.of(missing), Awaited.of(held));
    }

    private <T> CompletableFuture<T> async(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, workers.io());
    }

    /// Whoever may delete every object of a kind in a namespace is not asked about each.
    private Set<ResourceKey> undeletable() {
        Set<ResourceKey> refused = new HashSet<>();
        Map<Group, List<ResourceDiff>> groups = diffs.stream()
                .filter(diff -> diff.action() == Action.DELETE || diff.action() == Action.REPLACE)
                .collect(Collectors.groupingBy(
                        diff -> new Group(diff.type(), diff.key().namespace()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        Map<Group, CompletableFuture<Boolean>> all = new LinkedHashMap<>();
        groups.keySet()
                .forEach(group ->
                        all.put(group, async(() -> cluster.may("delete", group.type(), group.namespace(), ""))));
        Map<ResourceKey, CompletableFuture<Boolean>> single = new HashMap<>();
        all.forEach((group, may) -> {
            if (!Awaited.of(may)) {
                groups.getOrDefault(group, List.of())
                        .forEach(diff -> single.put(
                                diff.key(),
                                async(() -> cluster.may(
                                        "delete",
                                        diff.type(),
                                        group.namespace(),
                                        diff.key().name()))));
            }
        });
        single.forEach((key, may) -> {
            if (!Awaited.of(may)) {
                refused.add(key);
            }
        });
        return refused;
    }

    /// In a namespace that does not exist yet no dry run tells. Where the same plan gives rights, only time can.
    private Map<ResourceKey, Problem> uncreatable() {
        Set<String> granting = diffs.stream()
                .filter(diff -> diff.key().kind().equals("RoleBinding"))
                .map(diff -> diff.key().namespace())
                .collect(Collectors.toSet());
        Map<Group, List<ResourceKey>> groups = new LinkedHashMap<>();
        for (ResourceDiff diff : diffs) {
            boolean unasked = diff.action() == Action.CREATE
                    && diff.approximate()
                            .filter(ResourceDiff.Approximation.NAMESPACE_IS_NEW::equals)
                            .isPresent()
                    && !granting.contains(diff.key().namespace());
            if (unasked) {
                groups.computeIfAbsent(new Group(diff.type(), diff.key().namespace()), _ -> new ArrayList<>())
                        .add(diff.key());
            }
        }
        Map<Group, CompletableFuture<Boolean>> asked = new LinkedHashMap<>();
        groups.keySet()
                .forEach(group -> asked.put(
                        group,
                        async(() -> cluster.may("create", group.type(), group.namespace(), "")
                                && cluster.may("patch", group.type(), group.namespace(), ""))));
        Map<ResourceKey, Problem> refused = new HashMap<>();
        asked.forEach((group, may) -> {
            if (!Awaited.of(may)) {
                groups.getOrDefault(group, List.of())
                        .forEach(key -> refused.put(key, Problem.of(PlanProblem.MAY_NOT_CREATE, key.toString())));
            }
        });
        return refused;
    }
}
