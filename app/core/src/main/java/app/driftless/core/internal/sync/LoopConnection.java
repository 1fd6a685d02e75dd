package app.driftless.core.internal.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ClusterIdentity;
import app.driftless.core.cluster.Clusters;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.settings.Binding;
import app.driftless.core.settings.TrustStore;
import app.driftless.core.sync.SyncProblem;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// The connection of one sync loop, made where the binding says and only to the cluster that was bound. Used by one
/// thread at a time.
public final class LoopConnection implements AutoCloseable {
    private final Clusters clusters;
    private final TrustStore trust;
    private final Path repository;
    private Optional<Cluster> open = Optional.empty();
    private Optional<Binding> openedFor = Optional.empty();

    public LoopConnection(Clusters clusters, TrustStore trust, Path repository) {
        this.clusters = clusters;
        this.trust = trust;
        this.repository = repository;
    }

    /// @throws EngineException [SyncProblem#UNBOUND] or [SyncProblem#WRONG_CLUSTER], or what keeps it from connecting
    public Binding binding(String environment, String cluster) {
        return trust.binding(repository, environment, cluster)
                .orElseThrow(() -> new EngineException(Problem.of(SyncProblem.UNBOUND, environment, cluster)));
    }

    /// Connects, or uses the connection that is there. Who answers is asked each time.
    public Cluster connect(Binding binding, CancelToken cancel) {
        if (openedFor.filter(before -> same(before, binding)).isEmpty()) {
            close();
        }
        Cluster cluster = open.orElseGet(() -> clusters.connect(
                new ContextRef(binding.kubeconfigs(), binding.context()), Set.copyOf(trust.allowedExec()), cancel));
        open = Optional.of(cluster);
        openedFor = Optional.of(binding);
        ClusterIdentity found = cluster.identity();
        if (!found.equals(binding.identity())) {
            close();
            throw new EngineException(Problem.of(
                    SyncProblem.WRONG_CLUSTER,
                    binding.cluster(),
                    binding.identity().toString(),
                    found.toString()));
        }
        return cluster;
    }

    private static boolean same(Binding one, Binding other) {
        return one.kubeconfigs().equals(other.kubeconfigs())
                && one.context().equals(other.context())
                && one.identity().equals(other.identity());
    }

    @Override
    public void close() {
        open.ifPresent(Cluster::close);
        open = Optional.empty();
        openedFor = Optional.empty();
    }
}
