package app.driftless.core.cluster;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Workers;
import app.driftless.testkit.cluster.ControlPlane;
import java.util.List;
import java.util.Set;

/// Connections of tests to the control plane that they share.
final class Connected {
    private Connected() {}

    /// As the administrator.
    static Cluster toShared(Workers workers) {
        ControlPlane plane = ControlPlane.shared();
        return new KubeClusters(workers, System.getenv())
                .connect(new ContextRef(List.of(plane.kubeconfig()), plane.context()), Set.of(), new CancelToken());
    }
}
