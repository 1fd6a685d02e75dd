package app.driftless.core.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ClusterIdentity;
import app.driftless.core.cluster.Clusters;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.internal.live.WatchedCluster;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.settings.Binding;
import app.driftless.core.settings.TrustStore;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Connections to clusters, one for each context, made when first asked for. A bound cluster is given out only after
/// its identity was found to be the bound one. Thread-safe; blocks.
public final class Connections implements AutoCloseable {
    private final Clusters clusters;
    private final TrustStore trust;
    private final InstantSource clock;
    private final Map<ContextRef, Cluster> open = new ConcurrentHashMap<>();

    public Connections(Clusters clusters, TrustStore trust, InstantSource clock) {
        this.clock = clock;
        this.clusters = clusters;
        this.trust = trust;
    }

    /// The cluster of a binding.
    ///
    /// @throws EngineException if it can't be reached, or is not the one that was bound
    public Cluster bound(Binding binding, CancelToken cancel) {
        var context = new ContextRef(binding.kubeconfigs(), binding.context());
        Cluster cluster = to(context, cancel);
        ClusterIdentity found = cluster.knownIdentity();
        if (!found.equals(binding.identity())) {
            // The next try reads the kubeconfig again: it may have been put right.
            drop(context);
            throw new EngineException(Problem.of(
                    SyncProblem.WRONG_CLUSTER,
                    binding.cluster(),
                    binding.identity().toString(),
                    found.toString()));
        }
        return cluster;
    }

    /// Any context, bound or not: for looking at it.
    public Cluster to(ContextRef context, CancelToken cancel) {
        Cluster known = open.get(context);
        if (known != null) {
            return known;
        }
        Cluster made = new WatchedCluster(clusters.connect(context, new HashSet<>(trust.allowedExec()), cancel), clock);
        Cluster first = open.putIfAbsent(context, made);
        if (first != null) {
            made.close();
            return first;
        }
        return made;
    }

    /// Forgets a connection, so that the next one reads kubeconfig and credentials again.
    public void drop(ContextRef context) {
        Cluster known = open.remove(context);
        if (known != null) {
            known.close();
        }
    }

    @Override
    public void close() {
        open.values().forEach(Cluster::close);
        open.clear();
    }
}
