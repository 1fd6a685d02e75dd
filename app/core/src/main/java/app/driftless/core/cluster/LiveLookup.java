package app.driftless.core.cluster;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.EngineException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Reads the live objects of a comparison with few requests: one list for several objects of a kind in a namespace,
/// never one over all namespaces; where listing is forbidden, each object by itself. Thread-safe.
final class LiveLookup {
    private static final int WORTH_A_LIST = 3;

    private record Group(Gvk type, String namespace) {}

    private final Cluster cluster;
    private final Map<Group, CompletableFuture<Optional<Map<ResourceKey, LiveObject>>>> lists = new HashMap<>();

    LiveLookup(Cluster cluster, Workers workers, List<Placement.Placed> placed, CancelToken cancel) {
        this.cluster = cluster;
        Map<Group, Set<ResourceKey>> groups = new HashMap<>();
        for (Placement.Placed object : placed) {
            if (object.kind().isPresent()) {
                groups.computeIfAbsent(group(object), _ -> new HashSet<>()).add(object.key());
            }
        }
        groups.forEach((group, wanted) -> {
            if (wanted.size() >= WORTH_A_LIST) {
                lists.put(group, CompletableFuture.supplyAsync(() -> list(group, wanted, cancel), workers.io()));
            }
        });
    }

    private static Group group(Placement.Placed object) {
        return new Group(object.resource().type(), object.key().namespace());
    }

    /// Only what is wanted is kept: a namespace may hold much that is not ours.
    private Optional<Map<ResourceKey, LiveObject>> list(Group group, Set<ResourceKey> wanted, CancelToken cancel) {
        try {
            Map<ResourceKey, LiveObject> found = new HashMap<>();
            for (LiveObject object : cluster.list(group.type(), group.namespace(), "", cancel)) {
                if (wanted.contains(object.key())) {
                    found.put(object.key(), object);
                }
            }
            return Optional.of(found);
        } catch (EngineException e) {
            if (e.problem().code() == ClusterProblem.FORBIDDEN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// @throws EngineException if it cannot be read
    Optional<LiveObject> find(Placement.Placed object) {
        var list = lists.get(group(object));
        if (list != null) {
            Optional<Map<ResourceKey, LiveObject>> listed = join(list);
            if (listed.isPresent()) {
                return Optional.ofNullable(listed.get().get(object.key()));
            }
        }
        return cluster.get(
                object.resource().type(), object.key().namespace(), object.key().name());
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
