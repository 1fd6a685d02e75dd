package app.driftless.core.settings;

import app.driftless.core.cluster.ClusterIdentity;
import java.nio.file.Path;
import java.util.List;

/// Ties a cluster name of an environment to a kubeconfig context *and* to the identity found there. Without one,
/// nothing is ever written.
///
/// @param kubeconfigs the files that the context is in, merged by the usual rules
/// @param observeOnly a new binding starts so: everything is shown, nothing is written
public record Binding(
        String environment,
        String cluster,
        List<Path> kubeconfigs,
        String context,
        ClusterIdentity identity,
        boolean observeOnly) {}
