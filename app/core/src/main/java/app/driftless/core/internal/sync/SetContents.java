package app.driftless.core.internal.sync;

import app.driftless.core.diff.Action;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.ObjectResult.Outcome;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Where the members of an inventory are: what its parent says for those who prune.
///
/// @param groupKinds such as `Deployment.apps`
/// @param namespaces with an empty one for objects of the cluster
record SetContents(Set<String> groupKinds, Set<String> namespaces) {
    /// Of a plan, what it prunes included.
    static SetContents of(SyncPlan plan) {
        return of(plan.changes().stream().map(change -> change.diff().key()));
    }

    /// What is left once the prune is over.
    static SetContents left(List<ObjectResult> results) {
        return of(results.stream()
                .filter(result -> result.action() != Action.DELETE || result.outcome() != Outcome.APPLIED)
                .map(ObjectResult::key));
    }

    private static SetContents of(Stream<ResourceKey> keys) {
        var kinds = new TreeSet<String>();
        var namespaces = new TreeSet<String>();
        keys.forEach(key -> {
            kinds.add(InventoryStore.groupKind(key.group(), key.kind()));
            namespaces.add(key.namespace());
        });
        return new SetContents(kinds, namespaces);
    }
}
