package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ApiResource;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.diff.Action;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.Checks;
import app.driftless.core.plan.MissingReferences;
import app.driftless.core.problem.EngineException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// Looks for objects that a plan newly names and does not bring. Each is asked for once. Blocks; any thread.
final class ReferenceCheck {
    /// What may fail without telling whether the object exists.
    private static final Set<ClusterProblem> UNTOLD =
            Set.of(ClusterProblem.FORBIDDEN, ClusterProblem.KIND_MISSING, ClusterProblem.TIMEOUT);
    private final Cluster cluster;
    private final Workers workers;
    private final List<ResourceDiff> diffs;

    ReferenceCheck(Cluster cluster, Workers workers, List<ResourceDiff> diffs) {
        this.cluster = cluster;
        this.workers = workers;
        this.diffs = diffs;
    }

    List<Checks.Missing> missing() {
        Map<ResourceKey, List<ResourceKey>> open = MissingReferences.outside(diffs);
        Map<ResourceKey, CompletableFuture<Boolean>> asked = new LinkedHashMap<>();
        if (!open.isEmpty()) {
            Map<String, Gvk> kinds = new HashMap<>();
            for (ApiResource kind : cluster.discovery(false)) {
                if (kind.preferred()) {
                    kinds.put(kind.type().group() + "/" + kind.type().kind(), kind.type());
                }
            }
            for (ResourceKey key : open.keySet()) {
                Gvk type = kinds.get(key.group() + "/" + key.kind());
                if (type != null) {
                    asked.put(key, CompletableFuture.supplyAsync(() -> isNowhere(type, key), workers.io()));
                }
            }
        }
        var missing = new ArrayList<Checks.Missing>();
        asked.forEach((key, nowhere) -> {
            if (nowhere.join()) {
                open.getOrDefault(key, List.of()).forEach(by -> missing.add(new Checks.Missing(by, key)));
            }
        });
        return missing;
    }

    private boolean isNowhere(Gvk type, ResourceKey key) {
        boolean inNewNamespace = diffs.stream()
                .anyMatch(diff -> diff.action() == Action.CREATE
                        && diff.key().equals(new ResourceKey("", "Namespace", "", key.namespace())));
        try {
            return inNewNamespace
                    || cluster.get(type, key.namespace(), key.name()).equals(Optional.empty());
        } catch (EngineException e) {
            if (e.problem().code() instanceof ClusterProblem code && UNTOLD.contains(code)) {
                return false;
            }
            throw e;
        }
    }
}
