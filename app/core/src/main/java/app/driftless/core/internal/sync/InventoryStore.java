package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ApiResource;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.flow.Awaited;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.ApplySetLabel;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.Inventory;
import app.driftless.core.sync.SyncProblem;
import app.driftless.core.sync.SyncScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the inventory of an environment from its cluster. Blocks; any thread.
public final class InventoryStore {
    public static final String SYSTEM_NAMESPACE = "driftless-system";
    private static final Logger LOG = LoggerFactory.getLogger(InventoryStore.class);
    private static final String MANAGER = "driftless";
    private final Cluster cluster;
    private final Workers workers;
    private final WideLists wide;

    public InventoryStore(Cluster cluster, Workers workers) {
        this(cluster, workers, new WideLists());
    }

    /// @param wide what is known of the person's rights to list over all namespaces
    public InventoryStore(Cluster cluster, Workers workers, WideLists wide) {
        this.cluster = cluster;
        this.workers = workers;
        this.wide = wide;
    }

    /// @param namespaces those of the desired objects
    /// @throws EngineException if the parent belongs to somebody else, or the cluster cannot be asked
    public Inventory read(SyncScope scope, Collection<String> namespaces, CancelToken cancel) {
        Optional<ParentObject> found = find(scope, namespaces);
        if (found.isEmpty()) {
            var fresh = ParentObject.fresh(scope, places(scope, namespaces).getFirst());
            return new Inventory(fresh.namespace(), fresh.name(), fresh.id(), Optional.empty(), List.of(), Set.of());
        }
        ParentObject parent = found.get();
        var read = ConcurrentHashMap.<Inventory.Collection>newKeySet();
        List<LiveObject> members = members(parent, read, cancel);
        read.add(new Inventory.Collection(
                ParentObject.TYPE, parent.namespace(), ParentObject.SET_ID + "=" + parent.id()));
        return new Inventory(parent.namespace(), parent.name(), parent.id(), parent.mark(), members, read);
    }

    /// The parent, wherever a person with other rights may have put it.
    Optional<ParentObject> find(SyncScope scope, Collection<String> namespaces) {
        for (String namespace : places(scope, namespaces)) {
            Optional<LiveObject> live = readable(namespace, ParentObject.nameOf(scope));
            if (live.isPresent()) {
                ParentObject parent = ParentObject.of(live.get());
                Optional<String> foreigner = parent.foreigner(scope);
                if (foreigner.isPresent()) {
                    throw new EngineException(Problem.of(
                            SyncProblem.FOREIGN_PARENT,
                            "ConfigMap " + namespace + "/" + parent.name(),
                            foreigner.get()));
                }
                return Optional.of(parent);
            }
        }
        return Optional.empty();
    }

    /// Where the parent may be, in the order in which it is looked for and created.
    static List<String> places(SyncScope scope, Collection<String> namespaces) {
        if (scope.inventoryNamespace().isPresent()) {
            return List.of(scope.inventoryNamespace().get());
        }
        Set<String> places = new LinkedHashSet<>();
        places.add(SYSTEM_NAMESPACE);
        namespaces.stream().filter(n -> !n.isEmpty()).sorted().forEach(places::add);
        return List.copyOf(places);
    }

    private Optional<LiveObject> readable(String namespace, String name) {
        try {
            return cluster.get(ParentObject.TYPE, namespace, name);
        } catch (EngineException e) {
            if (e.problem().code() == ClusterProblem.FORBIDDEN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private List<LiveObject> members(ParentObject parent, Set<Inventory.Collection> read, CancelToken cancel) {
        Set<String> wanted = parent.groupKinds();
        String selector = ApplySetLabel.NAME + "=" + parent.id();
        var lists = new ArrayList<CompletableFuture<List<LiveObject>>>();
        for (ApiResource kind : cluster.discovery(false)) {
            if (kind.preferred()
                    && kind.verbs().contains("list")
                    && wanted.contains(
                            groupKind(kind.type().group(), kind.type().kind()))) {
                lists.add(CompletableFuture.supplyAsync(
                        () -> list(kind, parent.namespaces(), new Asked(selector, read), cancel), workers.io()));
            }
        }
        var members = new ArrayList<LiveObject>();
        lists.forEach(list ->
                Awaited.of(list).stream().filter(InventoryStore::isMember).forEach(members::add));
        return members;
    }

    /// @param read what was read whole
    private record Asked(String selector, Set<Inventory.Collection> read) {
        void read(ApiResource kind, String namespace) {
            read.add(new Inventory.Collection(kind.type(), namespace, selector));
        }
    }

    /// One list with our label for all namespaces where that saves requests and is allowed, else one for each.
    private List<LiveObject> list(ApiResource kind, Collection<String> namespaces, Asked asked, CancelToken cancel) {
        if (!kind.namespaced()) {
            return list(kind, "", asked, cancel);
        }
        if (wide.worthTrying(cluster, kind, namespaces.size())) {
            try {
                List<LiveObject> all = cluster.list(kind.type(), "", asked.selector(), cancel);
                asked.read(kind, "");
                return all;
            } catch (EngineException e) {
                if (e.problem().code() != ClusterProblem.FORBIDDEN) {
                    throw e;
                }
                wide.refused(cluster, kind);
            }
        }
        var each = namespaces.stream()
                .map(place -> CompletableFuture.supplyAsync(() -> list(kind, place, asked, cancel), workers.io()))
                .toList();
        return each.stream().flatMap(list -> Awaited.of(list).stream()).toList();
    }

    /// What may not be listed cannot be pruned, and is left out.
    private List<LiveObject> list(ApiResource kind, String namespace, Asked asked, CancelToken cancel) {
        try {
            List<LiveObject> all = cluster.list(kind.type(), namespace, asked.selector(), cancel);
            asked.read(kind, namespace);
            return all;
        } catch (EngineException e) {
            if (e.problem().code() == ClusterProblem.FORBIDDEN) {
                LOG.info("{} in namespace {} may not be listed, so nothing of it is pruned", kind.type(), namespace);
                return List.of();
            }
            throw e;
        }
    }

    /// Labels alone lie: the endpoints of a Service copy its labels.
    static boolean isMember(LiveObject object) {
        if (!(object.body().get("metadata") instanceof Map<?, ?> metadata)) {
            return false;
        }
        boolean applied = metadata.get("managedFields") instanceof List<?> entries
                && entries.stream()
                        .anyMatch(entry -> entry instanceof Map<?, ?> e
                                && MANAGER.equals(e.get("manager"))
                                && "Apply".equals(e.get("operation")));
        boolean child = metadata.get("ownerReferences") instanceof List<?> owners
                && owners.stream()
                        .anyMatch(owner -> owner instanceof Map<?, ?> o && Boolean.TRUE.equals(o.get("controller")));
        return applied && !child;
    }

    static String groupKind(String group, String kind) {
        return group.isEmpty() ? kind : kind + "." + group;
    }
}
