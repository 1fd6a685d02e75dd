package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ApiResource;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.Action;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.Checks;
import app.driftless.core.problem.EngineException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out what a delete would take along that nobody named: the objects in a namespace, the instances of a CRD (§5.5
/// of the engine reference). Asks only where such a delete is planned.
public final class Holdings {
    private static final Logger LOG = LoggerFactory.getLogger(Holdings.class);
    private static final Set<String> MADE_BY_ITSELF = Set.of(
            "/Event",
            "events.k8s.io/Event",
            "/Endpoints",
            "discovery.k8s.io/EndpointSlice",
            "coordination.k8s.io/Lease");
    private final Cluster cluster;
    private final Workers workers;

    public Holdings(Cluster cluster, Workers workers) {
        this.cluster = cluster;
        this.workers = workers;
    }

    /// By the object that would be deleted; what the same plan deletes by name is not counted.
    public Map<ResourceKey, Checks.Held> of(List<ResourceDiff> diffs, CancelToken cancel) {
        Set<ResourceKey> deleted = new HashSet<>();
        diffs.stream().filter(d -> d.action() == Action.DELETE).forEach(d -> deleted.add(d.key()));
        Map<ResourceKey, Checks.Held> held = new HashMap<>();
        for (ResourceDiff diff : diffs) {
            if (diff.action() == Action.DELETE) {
                List<LiveObject> inside =
                        switch (diff.type().group() + "/" + diff.type().kind()) {
                            case "/Namespace" -> in(diff.key().name(), cancel);
                            case "apiextensions.k8s.io/CustomResourceDefinition" -> instances(diff, cancel);
                            default -> List.of();
                        };
                List<String> others = inside.stream()
                        .map(LiveObject::key)
                        .filter(key -> !deleted.contains(key))
                        .map(ResourceKey::toString)
                        .distinct()
                        .sorted()
                        .toList();
                if (!others.isEmpty()) {
                    held.put(diff.key(), new Checks.Held(others.size(), others.getFirst()));
                }
            }
        }
        return held;
    }

    private List<LiveObject> in(String namespace, CancelToken cancel) {
        var lists = new ArrayList<CompletableFuture<List<LiveObject>>>();
        for (ApiResource kind : cluster.discovery(false)) {
            boolean looked = kind.namespaced()
                    && kind.preferred()
                    && kind.verbs().contains("list")
                    && !MADE_BY_ITSELF.contains(
                            kind.type().group() + "/" + kind.type().kind());
            if (looked) {
                lists.add(CompletableFuture.supplyAsync(() -> list(kind, namespace, cancel), workers.io()));
            }
        }
        Set<String> uids = new HashSet<>();
        return lists.stream()
                .flatMap(list -> list.join().stream())
                .filter(object -> uids.add(object.uid()) && !madeByItself(object))
                .toList();
    }

    private List<LiveObject> instances(ResourceDiff definition, CancelToken cancel) {
        Map<String, Object> spec =
                ExactObject.map(definition.live().orElse(Map.of()).get("spec"));
        Object kindName = ExactObject.map(spec.get("names")).get("kind");
        return cluster.discovery(false).stream()
                .filter(kind -> kind.preferred()
                        && kind.type().group().equals(spec.get("group"))
                        && kind.type().kind().equals(kindName))
                .flatMap(kind -> list(kind, "", cancel).stream())
                .toList();
    }

    /// What may not be listed is not known; the delete asks for consent all the same.
    private List<LiveObject> list(ApiResource kind, String namespace, CancelToken cancel) {
        try {
            return cluster.list(kind.type(), namespace, "", cancel);
        } catch (EngineException e) {
            if (e.problem().code() == ClusterProblem.FORBIDDEN || e.problem().code() == ClusterProblem.KIND_MISSING) {
                LOG.info("{} in namespace {} may not be listed", kind.type(), namespace);
                return List.of();
            }
            throw e;
        }
    }

    private static boolean madeByItself(LiveObject object) {
        String name = object.key().name();
        boolean standard = object.key().kind().equals("ServiceAccount") && name.equals("default")
                || object.key().kind().equals("ConfigMap") && name.equals("kube-root-ca.crt");
        return standard
                || object.body().get("metadata") instanceof Map<?, ?> metadata
                        && metadata.get("ownerReferences") instanceof List<?> owners
                        && !owners.isEmpty();
    }
}
