package app.driftless.core.cluster;

import app.driftless.core.flow.Awaited;
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

/// Reads the live objects of a comparison with few requests: what was read with the inventory is not read again, the
/// rest by one list for several objects of a kind in a namespace, never over all namespaces; where listing is
/// forbidden, each object by itself. Thread-safe.
final class LiveLookup {
    private static final int WORTH_A_LIST = 3;

    private record Group(Gvk type, String namespace) {}

    /// @param known objects that were read already, in whatever version of their kind
    record Wanted(List<Placement.Placed> placed, List<LiveObject> known) {}

    private final Cluster cluster;
    private final Map<ResourceKey, LiveObject> known = new HashMap<>();
    private final Map<Group, CompletableFuture<Optional<Map<ResourceKey, LiveObject>>>> lists = new HashMap<>();

    LiveLookup(Cluster cluster, Workers workers, Wanted objects, CancelToken cancel) {
        this.cluster = cluster;
        objects.known().forEach(live -> known.put(live.key(), live));
        Map<Group, Set<ResourceKey>> groups = new HashMap<>();
        for (Placement.Placed object : objects.placed()) {
            if (object.kind().isPresent() && known(object).isEmpty()) {
                groups.computeIfAbsent(group(object), _ -> new HashSet<>()).add(object.key());
            }
        }
        groups.forEach((group, wanted) -> {
            if (wanted.size() >= WORTH_A_LIST) {
                lists.put(group, CompletableFuture.supplyAsync(() -> list(group, wanted, cancel), workers.io()));
            }
        });
    }

    /// Only in the version that is desired: another one has other fields.
    private Optional<LiveObject> known(Placement.Placed object) {
        return Optional.ofNullable(known.get(object.key()))
                .filter(live -> live.type().equals(object.resource().type()));
    }

    private static Group group(Placement.Placed object) {
        return new Group(object.resource().type(), object.key().namespace());
    }

    /// Only what is wanted is kept: a namespace may hold much that is not ours.
    private Optional<Map<ResourceKey, LiveObject>> list(Group group, Set<ResourceKey> wanted, CancelToken cancel) {
        try {
            Map<ResourceKey, LiveObject> found = new HashMap<>();
            cluster.list(group.type(), group.namespace(), "", wanted::contains, cancel)
                    .forEach(object -> found.put(object.key(), object));
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
        Optional<LiveObject> read = known(object);
        if (read.isPresent()) {
            return read;
        }
        var list = lists.get(group(object));
        if (list != null) {
            Optional<Map<ResourceKey, LiveObject>> listed = Awaited.of(list);
            if (listed.isPresent()) {
                return Optional.ofNullable(listed.get().get(object.key()));
            }
        }
        return cluster.get(
                object.resource().type(), object.key().namespace(), object.key().name());
    }
}
