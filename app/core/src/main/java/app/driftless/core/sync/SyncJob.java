package app.driftless.core.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ClusterIdentity;
import app.driftless.core.manifest.Resource;
import app.driftless.core.plan.SyncPlan;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A plan to carry out.
///
/// @param expected the cluster that the person bound; any other is a hard stop
/// @param desired what the plan was made from, unmasked
/// @param descends whether the plan's commit is, or comes after, the commit with this id
/// @param restoration for an undo: what is put back, instead of what the repository wants
public record SyncJob(
        Cluster cluster,
        ClusterIdentity expected,
        SyncScope scope,
        SyncPlan plan,
        List<Resource> desired,
        SyncApproval approval,
        Predicate<String> descends,
        Optional<Restoration> restoration) {
    public SyncJob {
        desired = List.copyOf(desired);
    }

    /// A sync of what the repository wants.
    public SyncJob(
            Cluster cluster,
            ClusterIdentity expected,
            SyncScope scope,
            SyncPlan plan,
            List<Resource> desired,
            SyncApproval approval,
            Predicate<String> descends) {
        this(cluster, expected, scope, plan, desired, approval, descends, Optional.empty());
    }

    /// The same, with reads that no watch answers: for writing.
    public SyncJob fresh() {
        return new SyncJob(cluster.fresh(), expected, scope, plan, desired, approval, descends, restoration);
    }
}
